using System.Globalization;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>Writes ADatP-4774's label syntax.</summary>
internal sealed class LabelXmlWriter(LabelPolicies policies)
{
    private static readonly XNamespace Standard = LabelXml.Namespace;

    internal static string Word(TagSetType type) => PolicyJson.Word(type).ToUpperInvariant();

    /// <summary>The first thing that cannot be written, with its place in the label's JSON form.</summary>
    internal LabelProblem? Problem(Label label) =>
        XmlBytes.FirstNotXml(writer => LabelJson.Write(writer, label, full: true))
        ?? Missing(label, "")
        ?? label
            .Alternatives.Select(
                (alternative, index) =>
                    Missing(alternative, $"/alternatives/{index.ToString(CultureInfo.InvariantCulture)}")
            )
            .FirstOrDefault(problem => problem is not null);

    internal XElement Write(Label label)
    {
        var element = Write(label, "originatorConfidentialityLabel");
        element.Add(
            new XAttribute(XNamespace.Xmlns + "slab", Standard),
            new XAttribute(XNamespace.Xmlns + "l", XmlFindings.Ours)
        );
        if (!label.Alternatives.IsEmpty)
            element.Add(
                new XElement(
                    XmlFindings.Ours + "alternatives",
                    label.Alternatives.Select(entry => Write(entry, "alternativeConfidentialityLabel"))
                )
            );
        return element;
    }

    private LabelProblem? Missing(Label label, string place)
    {
        if (label.Made is null)
            return new LabelProblem($"{place}/made", "is required: CreationDateTime of ADatP-4774");
        foreach (var tagSet in label.Categories.Keys)
            if (Type(label, tagSet) is null)
                return new LabelProblem(
                    LabelProblem.Below($"{place}/categories", tagSet),
                    $"is no tag set of a policy {label.Policy} that is known here, so it has no type"
                );
        return null;
    }

    private TagSetType? Type(Label label, string tagSet) => policies.Find(label.Policy)?.FindTagSet(tagSet)?.Type;

    private XElement Write(Label label, string name) =>
        new(
            Standard + name,
            label.Review is { } review
                ? new XAttribute(
                    "ReviewDateTime",
                    review.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture)
                )
                : null,
            label.MembershipEpoch == 0
                ? null
                : new XAttribute(XmlFindings.Ours + "membershipEpoch", label.MembershipEpoch),
            new XElement(
                Standard + "ConfidentialityInformation",
                new XElement(Standard + "PolicyIdentifier", label.Policy),
                new XElement(Standard + "Classification", label.Classification),
                label.Categories.Select(category => new XElement(
                    Standard + "Category",
                    new XAttribute("Type", Word(Type(label, category.Key)!.Value)),
                    new XAttribute("TagName", category.Key),
                    category.Value.OrEmpty().Select(value => new XElement(Standard + "GenericValue", value))
                ))
            ),
            new XElement(Standard + "CreationDateTime", InstantText.Write(label.Made!.Value))
        );
}
