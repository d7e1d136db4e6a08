namespace Legation.Relay;

/// <summary>The numbers of outgoing lanes, in the writer's transaction.</summary>
internal static class LaneNumbers
{
    /// <summary>Gives the next numbers of a lane; returns the first.</summary>
    public static long Take(LedgerTransaction transaction, int link, Lane lane, int count)
    {
        var epoch = transaction.Node.Epoch;
        var next = transaction
            .Query(
                "SELECT next FROM relay_lane_out WHERE link = $1 AND epoch = $2 AND lane = $3",
                r => r.GetInt64(0),
                link,
                epoch,
                (int)lane
            )
            .SingleOrDefault(1);
        transaction.Execute(
            """
            INSERT INTO relay_lane_out (link, epoch, lane, next, delivered) VALUES ($1, $2, $3, $4, 0)
            ON CONFLICT (link, epoch, lane) DO UPDATE SET next = excluded.next
            """,
            link,
            epoch,
            (int)lane,
            next + count
        );
        return next;
    }

    /// <summary>Counts what was delivered.</summary>
    public static void CountDelivered(LedgerTransaction transaction, int link, Lane lane, int epoch, int count) =>
        transaction.Execute(
            "UPDATE relay_lane_out SET delivered = delivered + $1 WHERE link = $2 AND epoch = $3 AND lane = $4",
            count,
            link,
            epoch,
            (int)lane
        );
}
