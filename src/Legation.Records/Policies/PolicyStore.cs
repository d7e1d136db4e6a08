using System.Data.Common;
using Legation.Labels;
using Legation.Records.Storage;

namespace Legation.Records.Policies;

/// <summary>What the store keeps of policies: the newest of each record, and all that were accepted.</summary>
internal static class PolicyStore
{
    private const string Offered = """
        SELECT p.record, p.home, j.at, j.body FROM p_policy p JOIN journal j ON j.seq = p.seq
        """;

    public const string AllOffered = $"{Offered} ORDER BY p.policy";

    public const string OfferedOf = $"{Offered} WHERE p.policy = $1";

    public const string AllAccepted =
        "SELECT body, accepted, accepted_by FROM accepted_policy ORDER BY policy, version";

    public const string AcceptedOf =
        "SELECT body, accepted, accepted_by FROM accepted_policy WHERE policy = $1 ORDER BY version";

    public const string Accept = """
        INSERT INTO accepted_policy (policy, version, body, accepted, accepted_by) VALUES ($1, $2, $3, $4, $5)
        """;

    public const string CountWaiting = """
        SELECT COUNT(*) FROM p_policy p WHERE NOT EXISTS
          (SELECT 1 FROM accepted_policy a WHERE a.policy = p.policy AND a.version >= p.version)
        """;

    public static StoredPolicy MapOffered(DbDataReader row) =>
        new(
            RecordId.Parse(row.GetString(0)),
            RecordId.Parse(row.GetString(1)),
            Instants.FromMicroseconds(row.GetInt64(2)),
            (byte[])row.GetValue(3)
        );

    public static AcceptedPolicy MapAccepted(DbDataReader row) =>
        new(
            PolicyKind.Read((byte[])row.GetValue(0)).Value,
            Instants.FromMicroseconds(row.GetInt64(1)),
            row.GetString(2)
        );

    /// <summary>The policies that count: those from the start, each in the latest version that was accepted.</summary>
    public static LabelPolicies Counting(IRecordStore store, LabelPolicies shipped)
    {
        using var session = store.OpenReader();
        return new LabelPolicies([
            .. shipped,
            .. session.Query(AllAccepted, MapAccepted).Select(accepted => accepted.Policy),
        ]);
    }
}

/// <summary>The newest version of a policy's record.</summary>
internal sealed record StoredPolicy(RecordId Record, RecordId Home, DateTimeOffset At, byte[] Body)
{
    public LabelPolicy Policy { get; } = PolicyKind.Read(Body).Value;
}
