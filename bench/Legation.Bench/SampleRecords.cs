using System.Collections.Immutable;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Bench;

/// <summary>Dispatches with a body of 2 KB.</summary>
internal static class SampleRecords
{
    private const int BodySize = 2048;

    public static Label Label { get; } =
        new()
        {
            Policy = "LEGATION-DEMO",
            Classification = "RESTRICTED",
            MembershipEpoch = 1,
            Categories = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(
                "releasableTo",
                ["ALLIANCE"]
            ),
        };

    /// <summary>Permits that label.</summary>
    public static Clearance Clearance { get; } =
        new()
        {
            Policy = Label.Policy,
            Classifications = ["UNCLASSIFIED", "RESTRICTED"],
            Categories = Label.Categories,
        };

    public static SignedRecord[] Make(RecordMaker maker, Author author, IReadOnlyList<RecordId> audience, int count) =>
        Make(maker, new RecordIntent(author, Label, audience), count);

    public static SignedRecord[] Make(RecordMaker maker, RecordIntent intent, int count)
    {
        var records = new SignedRecord[count];
        Parallel.For(0, count, i => records[i] = Make(maker, intent));
        return records;
    }

    public static SignedRecord Make(RecordMaker maker, Author author, IReadOnlyList<RecordId> audience) =>
        Make(maker, new RecordIntent(author, Label, audience));

    private static SignedRecord Make(RecordMaker maker, RecordIntent intent) =>
        maker.First(
            maker.NewId("dispatch"),
            intent,
            new
            {
                number = "SEL-BCD 2026/0001",
                subject = "Exercise: weekly report on staff talks",
                text = Text,
                language = "en",
                action = intent.Audience.Take(1),
                info = intent.Audience.Skip(1),
            }
        );

    private static string Text { get; } = new('x', BodySize - 320);
}
