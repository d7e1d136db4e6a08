using System.Data.Common;

namespace Legation.Relay;

/// <summary>
/// Whether records may go on a link now: each by its effective label and audience and, when it has been superseded, by
/// those of the newer version too. A version that was wrongly marked must not go on to whom its correction leaves out,
/// nor one that was relabelled since it was queued or numbered.
/// </summary>
internal sealed class Release(
    Routes routes,
    LinkRow link,
    FindEnvelope find,
    IEnumerable<EffectiveNow> effective,
    IEnumerable<NewerVersion> newer
)
{
    /// <summary>By what the release of that is decided which stands in a range of the outbox.</summary>
    public const string Effective = """
        SELECT o.place, COALESCE(c.label, j.label), COALESCE(c.audience, j.audience)
        FROM relay_outbox o JOIN journal j ON j.seq = o.seq
        LEFT JOIN current c ON c.record = j.record AND c.seq = j.seq
        WHERE o.link = $1 AND o.lane = $2 AND o.state <= 1 AND o.state = $3 AND o.place BETWEEN $4 AND $5
        """;

    /// <summary>Newer versions of what stands in a range of the outbox; also other kinds' records with the same UUID.</summary>
    public const string Newer = $"""
        SELECT {Journal.RecordColumns}, o.place
        FROM relay_outbox o
        JOIN journal former ON former.seq = o.seq
        JOIN current c ON c.record = former.record AND c.seq <> former.seq
        JOIN journal j ON j.seq = c.seq
        WHERE o.link = $1 AND o.lane = $2 AND o.state <= 1 AND o.state = $3 AND o.place BETWEEN $4 AND $5
        """;

    private readonly Dictionary<long, EffectiveNow> effective = effective.ToDictionary(e => e.Place);
    private readonly ILookup<long, AppliedRecord> newer = newer.ToLookup(n => n.Place, n => n.Record);

    public static EffectiveNow MapEffective(DbDataReader row) => new(row.GetInt64(0), row.GetInt32(1), row.GetInt32(2));

    public static NewerVersion MapNewer(DbDataReader row) => new(row.GetInt64(8), Journal.MapRecord(row));

    /// <summary>Why a record may not go; null if it may.</summary>
    public string? WhyNot(OutgoingRecord record) =>
        effective.TryGetValue(record.Place, out var now)
            ? routes.WhyNot(now.Label, now.Audience, link, find) ?? WhyNotAnyMore(record)
            : throw new InvalidOperationException("The queue changed under a batch while it was decided.");

    private string? WhyNotAnyMore(OutgoingRecord record)
    {
        foreach (var version in newer[record.Place])
            if (
                version.Header.Id == EnvelopeHeader.Read(record.Item.Envelope).Id
                && routes.WhyNot(version, link, find) is { } why
            )
                return $"superseded by a version that may not go there: {why}";
        return null;
    }
}

/// <summary>Label and audience that count for what stands in the outbox.</summary>
internal readonly record struct EffectiveNow(long Place, int Label, int Audience);

/// <summary>The version in effect of a record that stands in the outbox in an earlier one.</summary>
internal readonly record struct NewerVersion(long Place, AppliedRecord Record);
