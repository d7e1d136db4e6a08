using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>Reads ADatP-4774's label syntax (appendix 1, <c>ConfidentialityLabelType</c>).</summary>
internal sealed class LabelXmlReader(XmlFindings findings, LabelPolicies policies)
{
    internal static readonly XNamespace Standard = LabelXml.Namespace;

    private static readonly string Alternative = (Standard + "alternativeConfidentialityLabel").ToString();

    internal Label? Read(XElement root)
    {
        if (root.Name != Standard + "originatorConfidentialityLabel")
        {
            // An alternative, or the label of metadata, is nobody's own label of the text.
            findings.Problem(root, $"must be originatorConfidentialityLabel of {Standard}");
            return null;
        }
        return Label(root, "l:alternatives");
    }

    private Label? Label(XElement element, string more)
    {
        findings.Expect(
            element,
            $"-@Id @ReviewDateTime @l:membershipEpoch ConfidentialityInformation -OriginatorID CreationDateTime !SuccessionHandling {more}"
        );
        var information = findings.Child(element, "ConfidentialityInformation");
        var made = findings.Child(element, "CreationDateTime");
        if (information is null || made is null)
            return null;
        findings.Expect(information, "PolicyIdentifier Classification -PrivacyMark Category*");
        findings.Expect(made, "#");
        var policy = Token(information, "PolicyIdentifier", "# -@URI");
        return new Label
        {
            Policy = policy,
            Classification = Token(information, "Classification", "#"),
            Categories = Categories(information, policies.Find(policy)),
            Made = findings.Instant(made, made.Value),
            Review = element.Attribute("ReviewDateTime") is { } review ? Day(review) : null,
            MembershipEpoch = Epoch(element.Attribute(XmlFindings.Ours + "membershipEpoch")),
            Alternatives = Alternatives(element.Element(XmlFindings.Ours + "alternatives")),
        };
    }

    private ImmutableArray<Label> Alternatives(XElement? element)
    {
        if (element is null)
            return [];
        findings.Expect(element, $"{Alternative}*");
        return [.. element.Elements().Select(child => Label(child, "")).OfType<Label>()];
    }

    /// <summary>An <c>xs:token</c>: spaces around it do not count, and those within are one.</summary>
    private string Token(XElement element, string name, string form)
    {
        if (findings.Child(element, name) is not { } child)
            return "";
        findings.Expect(child, form);
        var token = string.Join(' ', child.Value.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return NotEmpty(child, token);
    }

    private ImmutableSortedDictionary<string, ImmutableArray<string>> Categories(
        XElement information,
        LabelPolicy? policy
    )
    {
        var categories = Names.NoCategories.ToBuilder();
        foreach (var category in information.Elements(Standard + "Category"))
        {
            findings.Expect(category, "@Type @TagName -@URI GenericValue*");
            if (findings.Attribute(category, "TagName") is not { } name)
                continue;
            CheckType(category, policy?.FindTagSet(name.Value)?.Type);
            // Two of one name are not one: of permissive values each would have to be met.
            if (!categories.TryAdd(NotEmpty(name, name.Value), Values(category)))
                findings.Problem(name, "is said twice");
        }
        return categories.ToImmutable();
    }

    private ImmutableArray<string> Values(XElement category)
    {
        var values = ImmutableArray.CreateBuilder<string>();
        foreach (var value in category.Elements(Standard + "GenericValue"))
        {
            findings.Expect(value, "#");
            values.Add(NotEmpty(value, value.Value));
        }
        return values.ToImmutable();
    }

    private void CheckType(XElement category, TagSetType? inPolicy)
    {
        if (findings.Attribute(category, "Type") is not { } type)
            return;
        if (type.Value is not ("RESTRICTIVE" or "PERMISSIVE" or "INFORMATIVE"))
            findings.Problem(type, "must be RESTRICTIVE, PERMISSIVE or INFORMATIVE");
        else if (inPolicy is { } known && type.Value != LabelXmlWriter.Word(known))
            findings.Problem(type, $"must be {LabelXmlWriter.Word(known)} as in the policy");
    }

    private DateOnly? Day(XAttribute review) =>
        findings.Instant(review, review.Value) is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;

    private int Epoch(XAttribute? epoch)
    {
        if (epoch is null)
            return 0;
        if (int.TryParse(epoch.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        findings.Problem(epoch, "must be a whole number of at least 0");
        return 0;
    }

    private string NotEmpty(XObject at, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            findings.Problem(at, "must be a text that is not empty");
        return text;
    }
}
