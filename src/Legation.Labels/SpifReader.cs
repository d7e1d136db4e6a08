using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>Turns an Open XML SPIF 2.1 into a policy's JSON form.</summary>
internal sealed class SpifReader(XmlFindings findings, PolicyDraft draft)
{
    internal static readonly XNamespace Spif = SpifXml.Namespace;

    /// <summary>SPIF's colours for our four styles; each may stand once.</summary>
    internal static readonly ImmutableArray<(string Style, string Colour)> Colours =
    [
        ("u", "green"),
        ("r", "blue"),
        ("c", "#FFA500"),
        ("s", "red"),
    ];

    private DateTimeOffset? created;

    internal void Read(XElement root)
    {
        if (root.Name != Spif + "SPIF")
        {
            findings.Problem(root, $"must be SPIF of {Spif}");
            return;
        }
        draft.From(root, draft.Root);
        findings.Expect(
            root,
            "@schemaVersion @version @creationDate @originatorDN @keyIdentifier @privilegeId @rbacId -@userRefURI -@docRefURI !@notBefore !@notAfter "
                + "-defaultSecurityPolicyId securityPolicyId -updateInfo securityClassifications securityCategoryTagSets -privacyMarks -equivalentPolicies markingData* -markingQualifier* extensions"
        );
        if (findings.Attribute(root, "schemaVersion") is { Value: not ("2.0" or "2.1") } version)
            findings.Problem(version, "must be 2.0 or 2.1");
        created = CreationDate(root.Attribute("creationDate"));
        var policyId = findings.Child(root, "securityPolicyId");
        var classifications = findings.Child(root, "securityClassifications");
        if (policyId is null || classifications is null)
            return;
        findings.Expect(policyId, "@name @id -markingData* -markingQualifier*");
        findings.Expect(classifications, "-@name securityClassification* -markingData* -markingQualifier*");
        var extension = SpifExtension.Read(root, findings, draft);
        var id = findings.Attribute(policyId, "name");
        draft.Root["id"] = draft.Text(id);
        draft.Root["version"] = draft.Number(root.Attribute("version")) ?? 1;
        draft.Root["name"] = draft.Text(extension.PolicyName ?? id);
        draft.Root["marking"] = Marking(root, id?.Value);
        List<XElement> known = [.. classifications.Elements(Spif + "securityClassification")];
        if (known.Count > PolicyReader.MostClassifications)
        {
            // What refers to classifications is looked up in all of them: too many would multiply.
            findings.Problem(classifications, "must have at most 64 classifications");
            return;
        }
        var required = new SpifRequirements(findings).OfEvery(known, root);
        draft.Root["classifications"] = Classifications(known, extension);
        draft.Root["tagSets"] = new SpifTagSets(findings, draft, extension, known, Retired).Read(
            root.Element(Spif + "securityCategoryTagSets"),
            required
        );
        draft.Root["memberships"] = extension.Memberships();
        draft.Root["mappings"] = extension.Mappings();
    }

    private JsonNode Marking(XElement root, string? id)
    {
        var phrases = new SpifPhrases(root, findings);
        // Without words in its place, SPIF has the policy's name stand before every classification.
        var prefix = phrases.Take("replacePolicy") is { } phrase ? draft.Text(phrase) : JsonValue.Create($"{id} ");
        phrases.LeaveOutRest();
        return prefix!;
    }

    private JsonArray Classifications(List<XElement> elements, SpifExtension extension)
    {
        var ours = extension.Classifications(elements);
        List<int> ranks = [.. elements.Select(Rank).Order()];
        var array = new JsonArray();
        foreach (var element in elements)
        {
            findings.Expect(
                element,
                "@name @lacv @hierarchy @color @obsolete -equivalentClassification* markingData* -markingQualifier* requiredCategory*"
            );
            var name = findings.Attribute(element, "name");
            var more = ours.GetValueOrDefault(name?.Value ?? "");
            var phrases = new SpifPhrases(element, findings);
            array.Add(
                draft.From(
                    element,
                    new JsonObject
                    {
                        ["name"] = draft.Text(name),
                        ["hierarchy"] = draft.Number(findings.Attribute(element, "hierarchy")),
                        ["marking"] = draft.Text(phrases.TakePage()),
                        ["short"] = draft.Text(phrases.Take("portionMarking")),
                        ["colour"] =
                            draft.Text(more?.Attribute("colour"))
                            ?? Colour(element.Attribute("color"), ranks.IndexOf(Rank(element))),
                        ["retired"] = Retired(element, more),
                    }
                )
            );
            phrases.LeaveOutRest();
        }
        return array;
    }

    private static int Rank(XElement classification) =>
        int.TryParse(
            classification.Attribute("hierarchy")?.Value,
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out var rank
        )
            ? rank
            : int.MaxValue;

    private JsonValue Colour(XAttribute? color, int position)
    {
        var known = Colours.FirstOrDefault(entry => entry.Colour == color?.Value);
        if (color is not null && known.Style is null)
            findings.LeaveOut(color);
        return JsonValue.Create(known.Style ?? Colours[Math.Min(position, Colours.Length - 1)].Style);
    }

    /// <summary>
    /// SPIF says that something is obsolete and not since when: labels older than the SPIF may have it, as its schema means
    /// it; when exactly is ours to add.
    /// </summary>
    private JsonNode? Retired(XElement element, XElement? ours)
    {
        var obsolete = findings.Flag(element.Attribute("obsolete"));
        if (ours?.Attribute("retired") is { } exact)
            return draft.Text(exact);
        if (!obsolete)
            return null;
        if (created is { } instant)
            return draft.From(element, JsonValue.Create(InstantText.Write(instant)));
        findings.Problem(element, "is obsolete, which needs the SPIF's creationDate as YYYYMMDDhhmmssZ");
        return null;
    }

    private static DateTimeOffset? CreationDate(XAttribute? attribute) =>
        DateTimeOffset.TryParseExact(
            attribute?.Value,
            "yyyyMMddHHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? instant
            : null;
}
