using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>Reads the tag sets of a SPIF (<c>securityCategoryTagSets</c>).</summary>
internal sealed class SpifTagSets(
    XmlFindings findings,
    PolicyDraft draft,
    SpifExtension extension,
    List<XElement> classifications,
    Func<XElement, XElement?, JsonNode?> retired
)
{
    private static XNamespace Spif => SpifReader.Spif;

    internal JsonArray Read(XElement? element, HashSet<string> required)
    {
        var array = new JsonArray();
        List<XElement> tagSets = [.. element?.Elements(Spif + "securityCategoryTagSet") ?? []];
        if (element is not null)
            findings.Expect(element, "securityCategoryTagSet*");
        var ours = extension.TagSets(tagSets);
        foreach (var tagSet in tagSets)
        {
            findings.Expect(tagSet, "@name @id securityCategoryTag* -equivalentSecurityCategoryTagSet*");
            var name = findings.Attribute(tagSet, "name");
            if (tagSet.Elements(Spif + "securityCategoryTag").ToList() is not [var tag])
                findings.Problem(tagSet, "must have one securityCategoryTag: tags of one name are one limit here");
            else
                array.Add(draft.From(tagSet, TagSet(name, tag, ours.GetValueOrDefault(name?.Value ?? ""), required)));
        }
        return array;
    }

    private JsonObject TagSet(XAttribute? name, XElement tag, XElement? ours, HashSet<string> required)
    {
        findings.Expect(
            tag,
            "@name @tagType @enumType @tag7Encoding @singleSelection @maxSelection @minSelection tagCategory* markingQualifier*"
        );
        List<XElement> values = [.. tag.Elements(Spif + "tagCategory")];
        var omitted = new JsonArray();
        var read = new JsonArray();
        var more = extension.Values(ours, values);
        foreach (var value in values)
            read.Add(draft.From(value, Value(value, more, omitted)));
        return new JsonObject
        {
            ["id"] = draft.Text(name),
            ["name"] = draft.Text(tag.Attribute("name")),
            ["type"] = Type(tag),
            ["required"] = IsRequired(tag) || required.Contains(name?.Value ?? ""),
            ["default"] = extension.Default(ours),
            ["maximum"] = Maximum(tag),
            ["marking"] = Marking(tag, omitted),
            ["values"] = read,
        };
    }

    private JsonObject Value(XElement value, Dictionary<string, XElement> ours, JsonArray omitted)
    {
        findings.Expect(
            value,
            "@name @lacv @obsolete @requiredClass !@userInput !@dateFormat !@notBefore !@notAfter -equivalentSecCategoryTag* markingData* -markingQualifier* excludedClass* !requiredCategory* !excludedCategory*"
        );
        var name = findings.Attribute(value, "name");
        var more = ours.GetValueOrDefault(name?.Value ?? "");
        var phrases = new SpifPhrases(value, findings);
        if (phrases.TakeNotShown())
            omitted.Add(draft.Text(name));
        var read = new JsonObject
        {
            ["name"] = draft.Text(name),
            ["title"] = draft.Text(more?.Attribute("title")),
            ["marking"] = draft.Text(phrases.TakePage()),
            ["short"] = draft.Text(phrases.Take("portionMarking")),
            ["group"] = draft.Text(more?.Attribute("group")),
            ["retired"] = retired(value, more),
            ["excludes"] = Excludes(value),
        };
        phrases.LeaveOutRest();
        return read;
    }

    /// <summary>The classifications it excludes; to require one is to exclude all others.</summary>
    private JsonArray Excludes(XElement value)
    {
        var excludes = new JsonArray();
        foreach (var excluded in value.Elements(Spif + "excludedClass"))
        {
            findings.Expect(excluded, "#");
            excludes.Add(draft.Text(excluded));
        }
        if (value.Attribute("requiredClass") is not { } required)
            return excludes;
        List<XAttribute> names = [.. classifications.Select(entry => entry.Attribute("name")).OfType<XAttribute>()];
        if (!names.Exists(name => Names.Same(name.Value, required.Value)))
            findings.Problem(required, "must be a classification of the policy");
        foreach (var name in names.Where(name => !Names.Same(name.Value, required.Value)))
            excludes.Add(draft.Text(name));
        return excludes;
    }

    private JsonNode? Type(XElement tag)
    {
        var type = findings.Attribute(tag, "tagType");
        if (type?.Value == "enumerated")
            type = findings.Attribute(tag, "enumType");
        return type?.Value switch
        {
            null => null,
            "restrictive" or "permissive" => draft.Text(type),
            "tagType7" => draft.From(type, JsonValue.Create("informative")),
            _ => Refused(type, "must be restrictive, permissive, enumerated (of one of these) or tagType7"),
        };
    }

    private bool IsRequired(XElement tag)
    {
        if (tag.Attribute("minSelection") is not { } least || least.Value is "0" or "unbounded")
            return false;
        if (least.Value != "1")
            findings.Problem(least, "must be 0 or 1: more than one value cannot be required here");
        return true;
    }

    private JsonNode? Maximum(XElement tag) =>
        findings.Flag(tag.Attribute("singleSelection")) ? 1
        : tag.Attribute("maxSelection") is { Value: not "unbounded" } most ? draft.Number(most)
        : null;

    private JsonNode? Marking(XElement tag, JsonArray omitted)
    {
        List<XElement> qualifiers = [.. tag.Elements(Spif + "markingQualifier")];
        if (qualifiers.Count == 0 && omitted.Count == 0)
            return null;
        var marking = new JsonObject { ["omit"] = omitted };
        foreach (var place in qualifiers)
        {
            findings.Expect(place, "@markingCode qualifier*");
            foreach (var qualifier in place.Elements(Spif + "qualifier"))
                if (!Qualify(marking, qualifier))
                    findings.LeaveOut(qualifier);
            if (place.Attribute("markingCode")?.Value == "noMarkingDisplay")
                marking["hidden"] = true;
        }
        return marking;
    }

    private bool Qualify(JsonObject marking, XElement qualifier)
    {
        findings.Expect(qualifier, "@markingQualifier @qualifierCode");
        var code = qualifier.Attribute("qualifierCode")?.Value;
        if (
            code is not ("prefix" or "separator")
            || qualifier.Attribute(XNamespace.Xml + "lang")?.Value is not (null or "en")
            || marking.ContainsKey(code)
        )
            return false;
        marking[code] = draft.Text(findings.Attribute(qualifier, "markingQualifier"));
        return true;
    }

    private JsonNode? Refused(XObject at, string rule)
    {
        findings.Problem(at, rule);
        return null;
    }
}
