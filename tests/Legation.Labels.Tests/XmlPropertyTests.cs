using System.Text;
using System.Xml.Linq;
using CsCheck;
using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class XmlPropertyTests
{
    private static readonly LabelPolicies Known = new(Policy, TestPolicies.Other);

    private static Gen<string[]> Some(params string[] names) => Gen.Shuffle(names, 0, Math.Min(3, names.Length));

    private static readonly Gen<DateTimeOffset> GenInstant = Gen.Long[new DateTime(2006, 1, 1).Ticks, Now.Ticks]
        .Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    /// <summary>Labels whose groups' members do not depend on the epoch: one digit is as good XML as another.</summary>
    private static readonly Gen<Label> GenLabel = Gen.Select(
        Gen.OneOf("UNCLASSIFIED", "restricted", "CONFIDENTIAL", "SECRET", "TOP SECRET"),
        Some("NATO", "ISAF", "RELEASABLE"),
        Some("EAPC", "GBR", "NZL", "FIN"),
        Some("CRYPTO", "BOHEMIA", "ATOMAL"),
        Some("STAFF"),
        Gen.Int[0, 2],
        GenInstant,
        (classification, context, releasable, special, subject, epoch, made) =>
            Marked(
                classification,
                [
                    .. new[]
                    {
                        ("context", context),
                        ("releasableTo", releasable),
                        ("special", special),
                        ("subject", subject),
                    }.Where(entry => entry.Item2.Length > 0),
                ]
            ) with
            {
                MembershipEpoch = epoch,
                Made = made,
                Review = epoch == 1 ? DateOnly.FromDateTime(made.UtcDateTime).AddDays(90) : null,
            }
    );

    private static readonly Gen<Label> GenWithAlternative = Gen.Select(
        GenLabel,
        GenInstant,
        Gen.Bool,
        (label, made, given) =>
            given
                ? label with
                {
                    Alternatives =
                    [
                        new Label
                        {
                            Policy = "OTHER",
                            Classification = "OPEN",
                            Categories = Categories(("eyes", ["KIWI"])),
                            Made = made,
                        },
                    ],
                }
                : label
    );

    private static readonly Clearance[] Clearances =
    [
        Gbr,
        Nzl,
        Wsm,
        Cleared(["UNCLASSIFIED", "SECRET"], ("context", ["NATO", "RELEASABLE"]), ("releasableTo", ["FIN", "FRA"])),
        Cleared(["RESTRICTED"], ("context", ["ISAF"]), ("special", ["CRYPTO"])),
    ];

    [Fact]
    public void a_label_written_as_xml_reads_back_the_same() =>
        GenWithAlternative.Sample(label =>
            LabelXml.TryWrite(label, Known, out var xml, out _) && LabelXml.Parse(xml, Known).Label == label
        );

    [Fact]
    public void a_policy_written_as_json_and_as_spif_reads_back_the_same() =>
        TestPolicies.Gen.Sample(
            policy =>
            {
                var json = PolicyJson.Bytes(policy);
                return PolicyJson.Bytes(LabelPolicy.Parse(json).Policy!).SequenceEqual(json)
                    && SpifXml.TryWrite(policy, Now, out var xml, out _)
                    && SpifXml.Parse(xml) is { Succeeded: true, LeftOut.IsEmpty: true } parse
                    && PolicyJson.Bytes(parse.Policy).SequenceEqual(json);
            },
            iter: 500,
            print: policy => Encoding.UTF8.GetString(PolicyJson.Bytes(policy))
        );

    [Fact]
    public void a_label_with_a_changed_byte_is_refused_or_permits_nobody_more()
    {
        var read = 0;
        Gen.Select(GenWithAlternative, GenChange)
            .Sample(
                (label, change) =>
                {
                    LabelXml.TryWrite(label, Known, out var xml, out _).ShouldBeTrue();
                    if (LabelXml.Parse(change(xml!), Known).Label is not { } changed)
                        return true;
                    Interlocked.Increment(ref read);
                    return changed == label
                        || Clearances.All(one =>
                            !Policy.Decide(changed, one, Now).Permitted || Policy.Decide(label, one, Now).Permitted
                        );
                },
                iter: 10_000
            );
        read.ShouldBeGreaterThan(500, "the samples must reach labels that are read");
    }

    [Fact]
    public void no_bytes_make_the_readers_fail() =>
        Gen.Select(TestPolicies.Gen, GenChange.Array[1, 3])
            .Sample(
                (policy, changes) =>
                {
                    SpifXml.TryWrite(policy, Now, out var xml, out _).ShouldBeTrue();
                    var changed = changes.Aggregate(xml!, (bytes, change) => change(bytes));
                    LabelXml.Parse(changed, Known).Succeeded.ShouldBeFalse();
                    var parse = SpifXml.Parse(changed);
                    return parse.Succeeded == parse.Problems.IsEmpty;
                },
                iter: 1_000
            );

    [Fact]
    public void a_label_with_another_name_on_an_element_or_attribute_is_refused() =>
        Gen.Select(GenWithAlternative, Gen.Int[0, 1_000])
            .Sample(
                (label, which) =>
                {
                    LabelXml.TryWrite(label, Known, out var xml, out _).ShouldBeTrue();
                    var root = XDocument.Load(new MemoryStream(xml!));
                    List<XObject> named =
                    [
                        .. root.Descendants(),
                        .. root.Descendants().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration),
                    ];
                    Rename(named[which % named.Count]);
                    return !LabelXml.Parse(Encoding.UTF8.GetBytes(root.ToString()), Known).Succeeded;
                }
            );

    private static void Rename(XObject named)
    {
        if (named is XElement element)
            element.Name = element.Name.Namespace + $"{element.Name.LocalName}x";
        else if (named is XAttribute attribute)
        {
            attribute.Parent!.Add(
                new XAttribute(attribute.Name.Namespace + $"{attribute.Name.LocalName}x", attribute.Value)
            );
            attribute.Remove();
        }
    }

    /// <summary>One byte replaced, taken out or put in.</summary>
    private static Gen<Func<byte[], byte[]>> GenChange =>
        Gen.Select(
            Gen.Int[0, int.MaxValue],
            Gen.Frequency((1, Gen.Byte), (2, Gen.Byte[32, 126])),
            Gen.Int[0, 2],
            (at, with, kind) =>
                new Func<byte[], byte[]>(xml =>
                {
                    var place = at % xml.Length;
                    return kind switch
                    {
                        0 => [.. xml[..place], with, .. xml[(place + 1)..]],
                        1 => [.. xml[..place], .. xml[(place + 1)..]],
                        _ => [.. xml[..place], with, .. xml[place..]],
                    };
                })
        );
}
