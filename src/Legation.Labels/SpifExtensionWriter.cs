using System.Collections.Immutable;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>Writes what <see cref="SpifExtension"/> reads.</summary>
internal sealed class SpifExtensionWriter(LabelPolicy policy)
{
    private static XNamespace Ours => XmlFindings.Ours;

    internal XElement Write() =>
        new(
            Ours + "policy",
            new XAttribute(XNamespace.Xmlns + "l", Ours),
            new XAttribute("name", policy.Name),
            policy.Classifications.Select(entry => new XElement(
                Ours + "classification",
                new XAttribute("name", entry.Name),
                new XAttribute("colour", entry.Colour),
                Retired(entry.Retired)
            )),
            policy.TagSets.Select(Write),
            policy.Memberships.Select(membership => new XElement(
                Ours + "membership",
                new XAttribute("epoch", membership.Epoch),
                Lists("group", "name", membership.Groups, "member")
            )),
            policy.Mappings.Select(Write)
        );

    private static XElement Write(TagSet tagSet) =>
        new(
            Ours + "tagSet",
            new XAttribute("name", tagSet.Id),
            tagSet.Default.OrEmpty().Select(value => new XElement(Ours + "default", value)),
            tagSet
                .Values.Where(value =>
                    value.Title != value.Name || value.Group is not null || value.Retired is not null
                )
                .Select(value => new XElement(
                    Ours + "value",
                    new XAttribute("name", value.Name),
                    value.Title == value.Name ? null : new XAttribute("title", value.Title),
                    value.Group is { } group ? new XAttribute("group", group) : null,
                    Retired(value.Retired)
                ))
        );

    private static XElement Write(PolicyMapping mapping) =>
        new(
            Ours + "mapping",
            new XAttribute("policy", mapping.Policy),
            Pairs("classification", mapping.Classifications),
            mapping.TagSets.Select(tagSet => new XElement(
                Ours + "tagSet",
                new XAttribute("from", tagSet.From),
                tagSet.To is { } to ? new XAttribute("to", to) : new XAttribute("ignored", true),
                Pairs("value", tagSet.Values)
            )),
            Lists("add", "tagSet", mapping.Add, "value")
        );

    private static IEnumerable<XElement> Pairs(string element, ImmutableSortedDictionary<string, string> pairs) =>
        pairs.Select(pair => new XElement(
            Ours + element,
            new XAttribute("from", pair.Key),
            new XAttribute("to", pair.Value)
        ));

    private static IEnumerable<XElement> Lists(
        string element,
        string key,
        ImmutableSortedDictionary<string, ImmutableArray<string>> lists,
        string item
    ) =>
        lists.Select(list => new XElement(
            Ours + element,
            new XAttribute(key, list.Key),
            list.Value.OrEmpty().Select(value => new XElement(Ours + item, value))
        ));

    private static XAttribute? Retired(DateTimeOffset? retired) =>
        retired is { } instant ? new XAttribute("retired", InstantText.Write(instant)) : null;
}
