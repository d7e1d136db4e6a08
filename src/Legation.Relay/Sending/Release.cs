using System.Data.Common;

namespace Legation.Relay;

/// <summary>
/// Whether records may go on a link now: each by its own label and audience and, when it has been superseded, by those
/// of the newer version too. A version that was wrongly marked must not go on to whom its correction leaves out.
/// </summary>
internal sealed class Release(Routes routes, LinkRow link, FindEnvelope find, IEnumerable<NewerVersion> newer)
{
    /// <summary>Newer versions of what stands in a range of the outbox; also other kinds' records with the same UUID.</summary>
    public const string Newer = """
        SELECT n.seq, n.at, c.label, c.audience, n.content, n.salt, n.body, o.place
        FROM relay_outbox o
        JOIN journal j ON j.seq = o.seq
        JOIN current c ON c.record = j.record AND c.seq <> j.seq
        JOIN journal n ON n.seq = c.seq
        WHERE o.link = $1 AND o.lane = $2 AND o.state <= 1 AND o.state = $3 AND o.place BETWEEN $4 AND $5
        """;

    private readonly ILookup<long, AppliedRecord> newer = newer.ToLookup(n => n.Place, n => n.Record);

    public static NewerVersion Map(DbDataReader row) => new(row.GetInt64(7), EnvelopeHeader.Map(row));

    /// <summary>Why a record may not go; null if it may.</summary>
    public string? WhyNot(OutgoingRecord record) =>
        routes.WhyNot(record.Label, record.Audience, link, find) ?? WhyNotAnyMore(record);

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

/// <summary>The version in effect of a record that stands in the outbox in an earlier one.</summary>
internal readonly record struct NewerVersion(long Place, AppliedRecord Record);
