using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>How far an outbox row has come.</summary>
internal enum RowState
{
    Queued = 0,
    Sent = 1,
    HeldBack = 2,
    Delivered = 3,
    Refused = 4,
    Expired = 5,
    Withdrawn = 6,
}

/// <summary>
/// Queues each record that takes effect here on the links that lead to its audience, in the transaction in which it
/// takes effect. Used by the ledger's writer only.
/// </summary>
internal sealed class Outbox(Routes routes, QueueMarks marks) : ICommitParticipant
{
    private const string Insert = """
        INSERT INTO relay_outbox (place, seq, link, lane, state, size, hash, at, expires)
        VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8)
        ON CONFLICT (seq, link) DO NOTHING
        """;

    private const string Relabelling = $"""
        SELECT {Journal.RecordColumns}
        FROM relabelling r JOIN current c ON c.record = r.by_record AND c.kind = r.by_kind JOIN journal j ON j.seq = c.seq
        WHERE r.record = $1 AND r.kind = $2 AND r.hash = $3 ORDER BY j.seq
        """;

    private HashSet<RecordId>? awaited;
    private long? place;

    public void Applied(AppliedRecord record, IKindSession kinds, IWriteSession session)
    {
        var writing = new Writing(session);
        if (record.Header.Home == kinds.Node.Id)
            Rested(record, session);
        Withdrawals.Apply(record, kinds, writing);
        Offer(record, kinds, writing);
        if (Awaited(writing).Contains(record.Header.Id))
            OfferWaiting(record.Header.Id, kinds, writing);
    }

    /// <summary>Remembers when it expires: no link may ever have it by then.</summary>
    public void Rested(AppliedRecord record, IWriteSession session)
    {
        if (record.Header.Expires is { } expires)
            session.Execute(
                "INSERT INTO relay_expiring (seq, expires) VALUES ($1, $2) ON CONFLICT (seq) DO NOTHING",
                record.Seq,
                expires.ToMicroseconds()
            );
    }

    public void Freed(AppliedRecord record, IKindSession kinds, IWriteSession session)
    {
        session.Execute("INSERT INTO relay_freed (seq) VALUES ($1) ON CONFLICT (seq) DO NOTHING", record.Seq);
        Offer(record, kinds, new Writing(session));
    }

    /// <summary>
    /// Queues a record on every link on which it is not queued yet, or was held back, and on which it may go. What
    /// relabels it goes first: nobody is to show it for a moment under the label that it had.
    /// </summary>
    public void Offer(AppliedRecord record, IKindSession kinds, Writing writing)
    {
        if (record.IsRelabelled)
            foreach (var relabelling in RelabellingsOf(record, writing))
                Offer(relabelling, kinds, writing);
        var targets = routes.TargetsOf(record, AudienceHomes.In(writing));
        List<LinkRow> links =
        [
            .. targets.Links.Where(link => !Withdrawals.StaysOff(record, link, routes, kinds, writing)),
        ];
        if (links.Count > 0)
            Queue(record, links, kinds, writing);
        foreach (var party in targets.Unknown)
            if (!Withdrawals.IsWithdrawn(record.Header.Id, writing) || IsGranted(record, party, writing))
                Await(party, record.Seq, writing);
    }

    /// <summary>Puts what was held back on a link to the end of the queue; whether it may go is decided when it is sent.</summary>
    public void Requeue(int link, Writing writing)
    {
        var held = writing.Query(
            "SELECT place, lane FROM relay_outbox WHERE link = $1 AND state = 2 ORDER BY place",
            r => (Place: r.GetInt64(0), Lane: (Lane)r.GetInt32(1)),
            link
        );
        foreach (var row in held)
            Requeue(row.Place, link, row.Lane, writing);
        if (AttachmentQueue.Requeue(link, writing) > 0)
            marks.Mark(link, Lane.Attachments);
    }

    /// <summary>Puts one record to the end of the queue.</summary>
    public void Requeue(long place, int link, Lane lane, Writing writing)
    {
        writing.Execute(
            "UPDATE relay_outbox SET state = 0, why = NULL, place = $1 WHERE place = $2",
            NextPlace(writing),
            place
        );
        marks.Mark(link, lane);
    }

    /// <summary>A place behind all that are taken. Places only grow, so a range of them never gains a row.</summary>
    private long NextPlace(Writing writing)
    {
        place ??= writing.Query("SELECT COALESCE(MAX(place), 0) FROM relay_outbox", r => r.GetInt64(0)).Single();
        place++;
        return place.Value;
    }

    private void Queue(AppliedRecord record, IReadOnlyList<LinkRow> links, IKindSession kinds, Writing writing)
    {
        var lane = Lanes.Of(record.Header, kinds.KindOf(record.Header.Id));
        var hash = record.Record.Hash.ToBytes();
        var expires = record.Header.Expires?.ToMicroseconds();
        var size = (long)record.Record.Envelope.Length + record.Record.Salt.Length + record.Record.Body.Length;
        foreach (var link in links)
        {
            var (place, at) = (NextPlace(writing), record.At.ToMicroseconds());
            if (writing.Execute(Insert, place, record.Seq, link.Number, (int)lane, size, hash, at, expires) == 0)
                RequeueHeld(record, link.Number, writing);
            marks.Mark(link.Number, lane);
        }
    }

    // A clearance that changes offers all that is here once more: most has gone, and names no file.
    private void RequeueHeld(AppliedRecord record, int link, Writing writing)
    {
        foreach (
            var held in writing.Query(
                "SELECT place, lane FROM relay_outbox WHERE seq = $1 AND link = $2 AND state = 2",
                r => (Place: r.GetInt64(0), Lane: (Lane)r.GetInt32(1)),
                record.Seq,
                link
            )
        )
            Requeue(held.Place, link, held.Lane, writing);
        if (!record.Header.Attachments.IsEmpty && AttachmentQueue.Requeue(record.Seq, link, writing) > 0)
            marks.Mark(link, Lane.Attachments);
    }

    private static bool IsGranted(AppliedRecord record, RecordId party, Writing writing) =>
        writing
            .Query(
                "SELECT 1 FROM granted WHERE record = $1 AND kind = $2 AND party = $3",
                r => r.GetInt32(0),
                record.Header.Id.ToBytes(),
                record.Header.Id.Kind,
                party.ToString()
            )
            .Count > 0;

    private static List<AppliedRecord> RelabellingsOf(AppliedRecord record, Writing writing) =>
        writing.Query(
            Relabelling,
            Journal.MapRecord,
            record.Header.Id.ToBytes(),
            record.Header.Id.Kind,
            record.Record.Hash.ToBytes()
        );

    private void Await(RecordId party, long seq, Writing writing)
    {
        writing.Execute(
            "INSERT INTO relay_awaited_party (party, seq) VALUES ($1, $2) ON CONFLICT (party, seq) DO NOTHING",
            party.ToString(),
            seq
        );
        Awaited(writing).Add(party);
    }

    private void OfferWaiting(RecordId party, IKindSession kinds, Writing writing)
    {
        var waiting = writing.Query(
            "SELECT seq FROM relay_awaited_party WHERE party = $1 ORDER BY seq",
            r => r.GetInt64(0),
            party.ToString()
        );
        if (waiting.Count > 0)
            writing.Execute("DELETE FROM relay_awaited_party WHERE party = $1", party.ToString());
        foreach (var seq in waiting)
        foreach (var record in writing.Query(Journal.RecordAt, Journal.MapRecord, seq))
            Offer(record, kinds, writing);
    }

    // Names stay in the set even when nothing waits for them any more: a transaction that is undone would need them.
    private HashSet<RecordId> Awaited(Writing writing) =>
        awaited ??= [
            .. writing.Query("SELECT DISTINCT party FROM relay_awaited_party", r => RecordId.Parse(r.GetString(0))),
        ];
}
