namespace Legation.Relay;

/// <summary>Decisions on ranges of a link's outbox, as records may go to its peer now.</summary>
internal sealed class Releases(RunnerParts parts, RecordId peer, int link)
{
    private LinkRow Link => parts.Routes.LinkTo(peer);

    /// <summary>As the writer's transaction has it.</summary>
    public Release Of(Lane lane, RowState state, long from, long to, Writing writing) =>
        new(
            parts.Routes,
            Link,
            AudienceHomes.In(writing),
            writing.Query(Release.Effective, Release.MapEffective, link, (int)lane, (int)state, from, to),
            writing.Query(Release.Newer, Release.MapNewer, link, (int)lane, (int)state, from, to),
            writing.Query(Release.Relabelled, Release.MapRelabelled, link, (int)lane, (int)state, from, to),
            parts.Expiry
        );

    /// <summary>Of a batch that has its numbers, for looking.</summary>
    public Release Of(NumberedBatch batch, Journal journal)
    {
        object?[] range = [link, (int)batch.Lane, (int)RowState.Sent, batch.FromPlace, batch.ToPlace];
        return new Release(
            parts.Routes,
            Link,
            AudienceHomes.In(journal),
            journal.Query(Release.Effective, Release.MapEffective, range),
            journal.Query(Release.Newer, Release.MapNewer, range),
            journal.Query(Release.Relabelled, Release.MapRelabelled, range),
            parts.Expiry
        );
    }

    /// <summary>Holds a record back. What has expired is not held: it is given up, and its author is told.</summary>
    public void Hold(LedgerTransaction transaction, Release release, OutgoingRecord record, string why)
    {
        var expired = release.HasExpired(record);
        AttachmentQueue.Forget(record.Seq, link, transaction);
        OutboxRows.Settle(transaction, record, expired ? RowState.Expired : RowState.HeldBack, why);
        if (expired)
            parts.NonDeliveries.State(transaction, record.Seq, peer, NonDeliveryBody.Expired);
    }
}
