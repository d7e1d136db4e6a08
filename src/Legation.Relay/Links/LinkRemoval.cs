using Legation.Records.Alarms;
using Legation.Records.Audit;

namespace Legation.Relay;

/// <summary>A link that has been removed.</summary>
/// <param name="Waited">How many records waited on it, for their turn, their receipt or a decision.</param>
/// <param name="TakenOver">How many of them go by the link that carries the rest.</param>
/// <param name="TakenOverBy">The node of that link; null if no other carries the rest.</param>
/// <param name="Files">Of how many delivered records the files had not all gone: they go on when it is linked anew.</param>
public sealed record RemovedLink(int Waited, int TakenOver, RecordId? TakenOverBy, int Files = 0);

/// <summary>
/// Ends a link. What it delivered and what was refused for good stays noted, so that it is not sent again if the node is
/// linked anew; so do the numbers given and taken, which the peer remembers too. What had a number and no receipt is
/// offered anew later, under another number: the peer then says that it has it.
/// </summary>
internal sealed class LinkRemoval(LinkTable table, Outbox outbox)
{
    public Outcome<RemovedLink> Remove(LedgerTransaction transaction, RecordId node)
    {
        var links = LinkTable.In(transaction);
        if (links.FirstOrDefault(link => link.Peer == node) is not { } link)
            return LinkRefusals.Unknown;
        NoteInDoubt(transaction, link.Number);
        var waiting = TakeWaiting(transaction, link.Number);
        transaction.Execute("DELETE FROM relay_batch WHERE link = $1", link.Number);
        StoredVoids.Forget(transaction, link.Number);
        WrittenLast.Forget(link.Number, transaction);
        table.Remove(link, transaction);
        foreach (var what in HeadAlarms.All)
            transaction.Lower(what, node);
        var rest = links.FirstOrDefault(other => other.Rest && other.Number != link.Number);
        var takenOver = rest is null ? 0 : waiting.Count(seq => IsTakenOver(transaction, seq, rest));
        var files = AttachmentQueue.CountOpen(link.Number, transaction);
        var act = new
        {
            act = "remove-link",
            peer = node.ToString(),
            waited = waiting.Count,
            takenOver,
            files,
        };
        transaction.Note(EntryType.AdministrativeAct, act);
        return new RemovedLink(waiting.Count, takenOver, rest?.Peer, files);
    }

    private static void NoteInDoubt(LedgerTransaction transaction, int link) =>
        transaction.Execute(
            """
            INSERT INTO relay_in_doubt (seq) SELECT seq FROM relay_outbox WHERE link = $1 AND state <= 1 AND state = 1
            ON CONFLICT (seq) DO NOTHING
            """,
            link
        );

    // Two conditions, for each names its partial index.
    private static List<long> TakeWaiting(LedgerTransaction transaction, int link)
    {
        var waiting = new List<long>();
        foreach (var condition in new[] { "state <= 1", "state = 2" })
        {
            waiting.AddRange(
                transaction.Query(
                    $"SELECT seq FROM relay_outbox WHERE link = $1 AND {condition} ORDER BY lane, place",
                    r => r.GetInt64(0),
                    link
                )
            );
            transaction.Execute($"DELETE FROM relay_outbox WHERE link = $1 AND {condition}", link);
        }
        return waiting;
    }

    private bool IsTakenOver(LedgerTransaction transaction, long seq, LinkRow rest)
    {
        var writing = new Writing(transaction);
        foreach (var record in writing.Query(Journal.RecordAt, Journal.MapRecord, seq))
            outbox.Offer(record, transaction, writing);
        return writing
                .Query(
                    "SELECT 1 FROM relay_outbox WHERE seq = $1 AND link = $2 AND state <= 1",
                    r => r.GetInt32(0),
                    seq,
                    rest.Number
                )
                .Count > 0;
    }
}
