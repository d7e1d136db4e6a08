using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>
/// The categories that a SPIF requires (<c>requiredCategory</c>). A policy here says only that every label must carry a tag
/// set; what is required of some labels is refused, because without it labels would be valid that the policy forbids.
/// </summary>
internal sealed class SpifRequirements(XmlFindings findings)
{
    /// <summary>The tag sets of which every classification requires a value.</summary>
    internal HashSet<string> OfEvery(List<XElement> classifications, XElement root)
    {
        var known = root.Descendants(SpifReader.Spif + "securityCategoryTagSet")
            .Select(tagSet => tagSet.Attribute("name")?.Value)
            .ToHashSet(Names.Comparer);
        var every = new HashSet<string>(Names.Comparer);
        var all = classifications
            .SelectMany(classification => classification.Elements(SpifReader.Spif + "requiredCategory"))
            .ToLookup(requirement => WholeTagSet(requirement) ?? "", Names.Comparer);
        foreach (var requirements in all)
            if (
                known.Contains(requirements.Key)
                && requirements.DistinctBy(requirement => requirement.Parent).Count() == classifications.Count
            )
                every.Add(requirements.Key);
            else
                foreach (var requirement in requirements)
                    findings.Problem(
                        requirement,
                        "must be one value or more of a whole tag set, the same for every classification"
                    );
        return every;
    }

    private string? WholeTagSet(XElement requirement)
    {
        findings.Expect(requirement, "@operation categoryGroup*");
        List<XElement> groups = [.. requirement.Elements(SpifReader.Spif + "categoryGroup")];
        foreach (var group in groups)
            findings.Expect(group, "@tagSetRef @tagType @enumType @lacv @all");
        return
            requirement.Attribute("operation")?.Value == "oneOrMore"
            && groups is [var only]
            && only.Attribute("lacv") is null
            ? only.Attribute("tagSetRef")?.Value
            : null;
    }
}
