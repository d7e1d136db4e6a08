using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Legation.Labels;

/// <summary>Writes a policy as Open XML SPIF 2.1.</summary>
internal sealed class SpifWriter(LabelPolicy policy, DateTimeOffset created)
{
    /// <summary>SPIF's longest name and phrase.</summary>
    private const int MostCharacters = 256;

    /// <summary>What ADatP-4774.1 (§3.2, table 1) wants as <c>privilegeId</c> and <c>rbacId</c>.</summary>
    private const string AccessByLabels = "1.3.26.0.4774.5.24.1";

    private static XNamespace Spif => SpifReader.Spif;

    private readonly string oid = ObjectIdentifier(policy.Id);

    /// <summary>The first thing that cannot be written, with its place in the policy's JSON form.</summary>
    internal static LabelProblem? Problem(LabelPolicy policy) =>
        XmlBytes.FirstNotXml(writer => PolicyJson.Write(writer, policy)) ?? TooLong(policy);

    internal XElement Write() =>
        new(
            Spif + "SPIF",
            new XAttribute(XNamespace.Xmlns + "spif", Spif),
            new XAttribute("schemaVersion", "2.1"),
            new XAttribute("version", policy.Version),
            new XAttribute(
                "creationDate",
                created.UtcDateTime.ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture)
            ),
            new XAttribute("originatorDN", ""),
            new XAttribute("keyIdentifier", ""),
            new XAttribute("privilegeId", AccessByLabels),
            new XAttribute("rbacId", AccessByLabels),
            new XElement(Spif + "securityPolicyId", new XAttribute("name", policy.Id), new XAttribute("id", oid)),
            new XElement(Spif + "securityClassifications", policy.Classifications.Select(Write)),
            policy.TagSets.IsEmpty
                ? null
                : new XElement(Spif + "securityCategoryTagSets", policy.TagSets.Select(Write)),
            Phrase(policy.MarkingPrefix, "replacePolicy"),
            new XElement(Spif + "extensions", new SpifExtensionWriter(policy).Write())
        );

    private XElement Write(Classification entry, int index) =>
        new(
            Spif + "securityClassification",
            new XAttribute("name", entry.Name),
            new XAttribute("lacv", index + 1),
            new XAttribute("hierarchy", entry.Hierarchy),
            Color(entry, index),
            Obsolete(entry.Retired),
            entry.Marking == entry.Name ? null : Phrase(entry.Marking, "pageTopBottom"),
            entry.ShortMarking == entry.Name[..1] ? null : Phrase(entry.ShortMarking, "portionMarking"),
            policy.TagSets.Where(tagSet => tagSet.Required).Select(Requirement)
        );

    /// <summary>No two classifications of a SPIF have the same colour.</summary>
    private XAttribute? Color(Classification entry, int index) =>
        policy.Classifications[..index].Any(before => before.Colour == entry.Colour)
            ? null
            : new XAttribute("color", SpifReader.Colours.First(known => known.Style == entry.Colour).Colour);

    private static XElement Requirement(TagSet tagSet) =>
        new(
            Spif + "requiredCategory",
            new XAttribute("operation", "oneOrMore"),
            new XElement(
                Spif + "categoryGroup",
                new XAttribute("tagSetRef", tagSet.Id),
                new XAttribute("tagType", Word(tagSet.Type)),
                new XAttribute("all", true)
            )
        );

    private XElement Write(TagSet tagSet, int index) =>
        new(
            Spif + "securityCategoryTagSet",
            new XAttribute("name", tagSet.Id),
            new XAttribute("id", string.Create(CultureInfo.InvariantCulture, $"{oid}.{index + 1}")),
            new XElement(
                Spif + "securityCategoryTag",
                new XAttribute("name", tagSet.Name),
                new XAttribute("tagType", Word(tagSet.Type)),
                tagSet.Type == TagSetType.Informative ? new XAttribute("tag7Encoding", "bitSetAttributes") : null,
                tagSet.Maximum is { } most ? new XAttribute("maxSelection", most) : null,
                tagSet.Required ? new XAttribute("minSelection", 1) : null,
                tagSet.Values.Select((value, position) => Write(value, position, tagSet)),
                Qualifiers(tagSet.Marking)
            )
        );

    private XElement Write(TagValue value, int position, TagSet tagSet) =>
        new(
            Spif + "tagCategory",
            new XAttribute("name", value.Name),
            new XAttribute("lacv", position + 1),
            Obsolete(value.Retired),
            value.Marking == value.Name ? null : Phrase(value.Marking, "pageTopBottom"),
            value.ShortMarking == value.Marking ? null : Phrase(value.ShortMarking, "portionMarking"),
            tagSet.Marking.Omit.Holds(value.Name)
                ? new XElement(Spif + "markingData", new XElement(Spif + "code", "noMarkingDisplay"))
                : null,
            policy.Excluded(value).Select(excluded => new XElement(Spif + "excludedClass", excluded))
        );

    private static XElement Qualifiers(TagSetMarking marking) =>
        new(
            Spif + "markingQualifier",
            new XAttribute("markingCode", marking.Hidden ? "noMarkingDisplay" : "pageTopBottom"),
            Qualifier(marking.Prefix, "prefix"),
            Qualifier(marking.Separator, "separator")
        );

    private static XElement Qualifier(string words, string code) =>
        new(Spif + "qualifier", new XAttribute("markingQualifier", words), new XAttribute("qualifierCode", code));

    private static XElement Phrase(string phrase, string code) =>
        new(Spif + "markingData", new XAttribute("phrase", phrase), new XElement(Spif + "code", code));

    private static XAttribute? Obsolete(DateTimeOffset? retired) =>
        retired is null ? null : new XAttribute("obsolete", true);

    private static string Word(TagSetType type) => type == TagSetType.Informative ? "tagType7" : PolicyJson.Word(type);

    private static LabelProblem? TooLong(LabelPolicy policy)
    {
        IEnumerable<(string Place, string Text)> texts =
        [
            ("/id", policy.Id),
            ("/marking", policy.MarkingPrefix),
            .. policy.Classifications.SelectMany(
                (entry, index) =>
                    Texts($"/classifications/{Number(index)}", entry.Name, entry.Marking, entry.ShortMarking)
            ),
            .. policy.TagSets.SelectMany(
                (tagSet, index) =>
                    Texts($"/tagSets/{Number(index)}", tagSet.Id, tagSet.Marking.Prefix, tagSet.Marking.Separator)
                        .Concat(
                            tagSet.Values.SelectMany(
                                (value, position) =>
                                    Texts(
                                        $"/tagSets/{Number(index)}/values/{Number(position)}",
                                        value.Marking,
                                        value.ShortMarking
                                    )
                            )
                        )
            ),
        ];
        var tooLong = texts.FirstOrDefault(entry => entry.Text.Length > MostCharacters);
        return tooLong.Place is null
            ? null
            : new LabelProblem(tooLong.Place, $"has a text longer than {Number(MostCharacters)} characters");
    }

    private static IEnumerable<(string, string)> Texts(string place, params string[] texts) =>
        texts.Select(text => (place, text));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// SPIF wants an object identifier where we have a name: one under 2.25 (ITU-T X.667) by a UUID of version 8
    /// (RFC 9562 §5.8) made from the name, so that everybody writes the same.
    /// </summary>
    private static string ObjectIdentifier(string id)
    {
        var uuid = SHA256.HashData(Encoding.UTF8.GetBytes(id.ToUpperInvariant())).AsSpan(0, 16);
        uuid[6] = (byte)((uuid[6] & 0x0f) | 0x80);
        uuid[8] = (byte)((uuid[8] & 0x3f) | 0x80);
        var number = new BigInteger(uuid, isUnsigned: true, isBigEndian: true);
        return $"2.25.{number.ToString(CultureInfo.InvariantCulture)}";
    }
}
