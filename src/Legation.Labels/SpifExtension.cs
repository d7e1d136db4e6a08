using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>
/// What a policy says and SPIF has no words for: <c>policy</c> of our namespace under <c>extensions</c>. Other
/// extensions are refused, as they may limit something.
/// </summary>
internal sealed class SpifExtension
{
    private static readonly XNamespace Ours = XmlFindings.Ours;

    private readonly XElement? policy;
    private readonly XmlFindings findings;
    private readonly PolicyDraft draft;

    private SpifExtension(XElement? policy, XmlFindings findings, PolicyDraft draft) =>
        (this.policy, this.findings, this.draft) = (policy, findings, draft);

    internal XAttribute? PolicyName => policy?.Attribute("name");

    internal static SpifExtension Read(XElement root, XmlFindings findings, PolicyDraft draft)
    {
        var extensions = root.Element(SpifReader.Spif + "extensions");
        if (extensions is not null)
            findings.Expect(extensions, "l:policy");
        var ours = extensions?.Element(Ours + "policy");
        if (ours is not null)
            findings.Expect(ours, "@name classification* tagSet* membership* mapping*");
        return new SpifExtension(ours, findings, draft);
    }

    internal Dictionary<string, XElement> Classifications(List<XElement> standard) =>
        Named(policy, "classification", "@name @colour @retired", standard);

    internal Dictionary<string, XElement> TagSets(List<XElement> standard) =>
        Named(policy, "tagSet", "@name default* value*", standard);

    internal Dictionary<string, XElement> Values(XElement? tagSet, List<XElement> standard) =>
        Named(tagSet, "value", "@name @title @group @retired", standard);

    internal JsonArray? Default(XElement? tagSet) => tagSet is null ? null : Texts(tagSet, "default");

    internal JsonArray Memberships()
    {
        var memberships = new JsonArray();
        foreach (var membership in Elements(policy, "membership"))
        {
            findings.Expect(membership, "@epoch group*");
            memberships.Add(
                draft.From(
                    membership,
                    new JsonObject
                    {
                        ["epoch"] = draft.Number(membership.Attribute("epoch")),
                        ["groups"] = Members(
                            membership,
                            "group",
                            "name",
                            "@name member*",
                            group => Texts(group, "member")
                        ),
                    }
                )
            );
        }
        return memberships;
    }

    internal JsonArray Mappings()
    {
        var mappings = new JsonArray();
        foreach (var mapping in Elements(policy, "mapping"))
        {
            findings.Expect(mapping, "@policy classification* tagSet* add*");
            mappings.Add(
                draft.From(
                    mapping,
                    new JsonObject
                    {
                        ["policy"] = draft.Text(mapping.Attribute("policy")),
                        ["classifications"] = Pairs(mapping, "classification"),
                        ["tagSets"] = new JsonArray([.. Elements(mapping, "tagSet").Select(TagSet)]),
                        ["add"] = Members(mapping, "add", "tagSet", "@tagSet value*", added => Texts(added, "value")),
                    }
                )
            );
        }
        return mappings;
    }

    private JsonObject TagSet(XElement tagSet)
    {
        findings.Expect(tagSet, "@from @to @ignored value*");
        return draft.From(
            tagSet,
            new JsonObject
            {
                ["from"] = draft.Text(tagSet.Attribute("from")),
                ["to"] = draft.Text(tagSet.Attribute("to")),
                ["ignored"] = findings.Flag(tagSet.Attribute("ignored")),
                ["values"] = Pairs(tagSet, "value"),
            }
        );
    }

    private JsonObject Pairs(XElement parent, string element) =>
        Members(parent, element, "from", "@from @to", pair => draft.Text(findings.Attribute(pair, "to")));

    private JsonObject Members(
        XElement parent,
        string element,
        string key,
        string form,
        Func<XElement, JsonNode?> value
    )
    {
        var members = new JsonObject();
        foreach (var member in Elements(parent, element))
        {
            findings.Expect(member, form);
            if (findings.Attribute(member, key) is { } name && !members.TryAdd(name.Value, value(member)))
                findings.Problem(name, "is said twice");
        }
        return draft.From(parent, members);
    }

    private JsonArray Texts(XElement parent, string element)
    {
        var texts = new JsonArray();
        foreach (var text in Elements(parent, element))
        {
            findings.Expect(text, "#");
            texts.Add(draft.Text(text));
        }
        return draft.From(parent, texts);
    }

    /// <summary>Our elements by the name of what they add to; each must add to something.</summary>
    private Dictionary<string, XElement> Named(XElement? parent, string element, string form, List<XElement> standard)
    {
        var named = new Dictionary<string, XElement>(Names.Comparer);
        var known = standard.Select(entry => entry.Attribute("name")?.Value ?? "").ToHashSet(Names.Comparer);
        foreach (var entry in Elements(parent, element))
        {
            findings.Expect(entry, form);
            if (findings.Attribute(entry, "name") is not { } name)
                continue;
            if (!known.Contains(name.Value))
                findings.Problem(name, "names nothing of the SPIF");
            if (!named.TryAdd(name.Value, entry))
                findings.Problem(name, "is said twice");
        }
        return named;
    }

    private static IEnumerable<XElement> Elements(XElement? parent, string name) => parent?.Elements(Ours + name) ?? [];
}
