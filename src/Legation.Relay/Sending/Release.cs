using System.Data.Common;
using Legation.Labels;

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
    IEnumerable<NewerVersion> newer,
    IEnumerable<RelabelledRecord> relabelled,
    ExpiryClock expiry
)
{
    /// <summary>Why what has expired is not sent.</summary>
    public const string Expired = "the time came after which it is of no use";

    /// <summary>
    /// By what the release of that is decided which stands in a range of the outbox. What was said of the label of a
    /// version counts also when that is the current one no more.
    /// </summary>
    public const string Effective = $"""
        SELECT o.place, COALESCE(c.label, j.label), COALESCE(c.audience, j.audience), o.expires,
          CASE WHEN c.seq IS NULL THEN {Journal.SaidOfOther} END
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

    /// <summary>
    /// What the relabellings in a range of the outbox relabel, and whether a version of it went there: state 1 may have
    /// arrived, state 3 has.
    /// </summary>
    public const string Relabelled = """
        SELECT o.place, c.label, c.audience,
          (SELECT COUNT(*) FROM relay_outbox went WHERE went.link = $1 AND went.state IN (1, 3) AND went.seq IN
            (SELECT seq FROM current v WHERE v.record = r.record AND v.kind = r.kind
             UNION ALL SELECT seq FROM other_version v WHERE v.record = r.record AND v.kind = r.kind))
        FROM relay_outbox o
        JOIN journal j ON j.seq = o.seq
        JOIN relabelling r ON r.by_record = j.record
        JOIN current c ON c.record = r.record AND c.kind = r.kind
        WHERE o.link = $1 AND o.lane = $2 AND o.state <= 1 AND o.state = $3 AND o.place BETWEEN $4 AND $5
        """;

    private readonly ILookup<long, RelabelledRecord> relabelled = relabelled.ToLookup(r => r.Place);
    private readonly Dictionary<long, EffectiveNow> effective = effective.ToDictionary(e => e.Place);
    private readonly ILookup<long, AppliedRecord> newer = newer.ToLookup(n => n.Place, n => n.Record);

    public static EffectiveNow MapEffective(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.IsDBNull(3) ? null : row.GetInt64(3))
        {
            Said = Journal.MapLabel(row, 4),
        };

    public static NewerVersion MapNewer(DbDataReader row) => new(row.GetInt64(8), Journal.MapRecord(row));

    public static RelabelledRecord MapRelabelled(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetInt64(3) > 0);

    /// <summary>Why a record may not go; null if it may.</summary>
    public string? WhyNot(OutgoingRecord record) =>
        effective.TryGetValue(record.Place, out var now)
            ? WhyNot(now) ?? WhyNotAnyMore(record) ?? WhyNotTold(record) ?? (HasExpired(record) ? Expired : null)
            : throw new InvalidOperationException("The queue changed under a batch while it was decided.");

    /// <summary>Whether it waits still: it may have been given up since it was read.</summary>
    public bool StillHas(OutgoingRecord record) => effective.ContainsKey(record.Place);

    /// <summary>Whether the time has come after which it is of no use.</summary>
    public bool HasExpired(OutgoingRecord record) => expiry.HasPassed(effective[record.Place].Expires);

    private string? WhyNot(EffectiveNow now) =>
        now.Said is { } said
            ? routes.WhyNotUnder(said, now.Audience, link, find)
            : routes.WhyNot(now.Label, now.Audience, link, find);

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

    // Who never had a record and may not have it now learns of it by no relabelling either.
    private string? WhyNotTold(OutgoingRecord record)
    {
        foreach (var about in relabelled[record.Place])
            if (!about.Went && routes.WhyNot(about.Label, about.Audience, link, find) is { } why)
                return $"what it relabels may not go there: {why}";
        return null;
    }
}

/// <summary>What a relabelling in the outbox is about: label and audience that count for it, and whether it went there.</summary>
internal readonly record struct RelabelledRecord(long Place, int Label, int Audience, bool Went);

/// <summary>Label and audience that count for what stands in the outbox, and when it expires.</summary>
internal readonly record struct EffectiveNow(long Place, int Label, int Audience, long? Expires)
{
    /// <summary>What a superseded version was relabelled to; then that counts.</summary>
    public Label? Said { get; init; }
}

/// <summary>The version in effect of a record that stands in the outbox in an earlier one.</summary>
internal readonly record struct NewerVersion(long Place, AppliedRecord Record);
