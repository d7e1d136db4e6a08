namespace Legation.Relay;

/// <summary>
/// Takes records that were withdrawn from the links on which they wait. Whoever was never sent one is not told of its
/// withdrawal either.
/// </summary>
internal static class Withdrawals
{
    public const string Why = "its author withdrew it before it went";

    private const string Versions = """
        SELECT seq FROM current WHERE record = $1 AND kind = $2
        UNION ALL SELECT seq FROM other_version WHERE record = $1 AND kind = $2
        """;

    private const string Withdraw = $"""
        UPDATE relay_outbox SET state = 6, at = $3, why = $4 WHERE state IN (0, 2) AND seq IN ({Versions})
        """;

    private const string Untold = $"""
        SELECT DISTINCT link FROM relay_outbox w
        WHERE w.state = 6 AND w.seq IN ({Versions})
          AND NOT EXISTS (SELECT 1 FROM relay_outbox went
            WHERE went.link = w.link AND went.state IN (1, 3) AND went.seq IN ({Versions}))
        """;

    /// <summary>What a record withdraws is not sent any more where it has no number yet.</summary>
    public static void Apply(AppliedRecord record, IKindSession kinds, Writing writing)
    {
        foreach (var id in Of(record, kinds))
            writing.Execute(Withdraw, id.ToBytes(), id.Kind, record.At.ToMicroseconds(), Why);
    }

    /// <summary>The links on which a record does not go because what it withdraws has not gone there.</summary>
    public static IReadOnlyCollection<int> UntoldLinks(AppliedRecord record, IKindSession kinds, Writing writing)
    {
        // A node that was restored does not know what had gone from it since: then it is told in any case.
        if (kinds.Node.Epoch > 1)
            return [];
        return
        [
            .. Of(record, kinds).SelectMany(id => writing.Query(Untold, r => r.GetInt32(0), id.ToBytes(), id.Kind)),
        ];
    }

    private static IEnumerable<RecordId> Of(AppliedRecord record, IKindSession kinds) =>
        kinds.KindOf(record.Header.Id)?.Withdraws(record.Header) ?? [];
}
