namespace Legation.Relay;

/// <summary>Changes rows of a link's outbox, in the writer's transaction.</summary>
internal static class OutboxRows
{
    private const string Advance = """
        UPDATE relay_outbox SET state = $1, at = $2
        WHERE link = $3 AND lane = $4 AND state <= 1 AND state = $5 AND place BETWEEN $6 AND $7
        """;

    /// <summary>Moves the rows of a batch on; how many there were.</summary>
    public static int Move(LedgerTransaction transaction, int link, NumberedBatch batch, RowState from, RowState to) =>
        transaction.Execute(
            Advance,
            (int)to,
            transaction.Now.ToMicroseconds(),
            link,
            (int)batch.Lane,
            (int)from,
            batch.FromPlace,
            batch.ToPlace
        );

    /// <summary>A batch is no more: its receipt is in, or its records are numbered anew.</summary>
    public static void End(LedgerTransaction transaction, int link, NumberedBatch batch)
    {
        StoredVoids.Forget(transaction, link, batch);
        transaction.Execute(
            "DELETE FROM relay_batch WHERE link = $1 AND epoch = $2 AND lane = $3 AND first = $4",
            link,
            batch.Epoch,
            (int)batch.Lane,
            batch.First
        );
    }

    public static void Settle(LedgerTransaction transaction, OutgoingRecord record, RowState state, string why) =>
        transaction.Execute(
            "UPDATE relay_outbox SET state = $1, at = $2, why = $3 WHERE place = $4",
            (int)state,
            transaction.Now.ToMicroseconds(),
            why,
            record.Place
        );
}
