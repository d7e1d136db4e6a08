using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>The last file that was written to be carried to a peer, and what of it has no receipt.</summary>
/// <param name="At">When, by the clock of this node.</param>
/// <param name="InIt">What was in it.</param>
/// <param name="Open">What of that has no receipt yet.</param>
public sealed record WrittenLast(DateTimeOffset At, CarriedCount InIt, CarriedCount Open)
{
    /// <summary>A new epoch has begun since: what had no receipt then gets other numbers, and no receipt for this file.</summary>
    public bool IsOfFormerEpoch { get; init; }

    private const string File = """
        SELECT f.at, f.records, f.contents, f.epoch,
          (SELECT COALESCE(SUM(b.last - b.first + 1), 0) FROM relay_written_numbers n
           JOIN relay_batch b ON b.link = n.link AND b.lane = n.lane AND b.first BETWEEN n.first AND n.last
           WHERE n.link = f.link AND b.epoch = f.epoch),
          (SELECT COUNT(*) FROM relay_written_numbers n
           JOIN relay_attached a ON a.link = n.link AND a.number BETWEEN n.first AND n.last
           WHERE n.link = f.link AND n.lane = 5 AND a.epoch = f.epoch AND a.state <= 2)
        FROM relay_written_file f WHERE f.link = $1
        """;

    internal static WrittenLast? On(int link, int epoch, IReadSession session) =>
        session
            .Query(
                File,
                r => new WrittenLast(
                    Instants.FromMicroseconds(r.GetInt64(0)),
                    new CarriedCount(r.GetInt64(1), r.GetInt64(2)),
                    new CarriedCount(r.GetInt64(4), r.GetInt64(5))
                )
                {
                    IsOfFormerEpoch = r.GetInt32(3) != epoch,
                },
                link
            )
            .SingleOrDefault();

    internal static CarriedCount Keep(int link, IEnumerable<CarriedItem> items, LedgerTransaction transaction)
    {
        Forget(link, transaction);
        var runs = NumberRun.Of(items);
        var inIt = new CarriedCount(
            runs.Where(run => run.Lane != Lane.Attachments).Sum(run => run.Length),
            runs.Where(run => run.Lane == Lane.Attachments).Sum(run => run.Length)
        );
        transaction.Execute(
            "INSERT INTO relay_written_file (link, at, records, epoch, contents) VALUES ($1, $2, $3, $4, $5)",
            link,
            transaction.Now.ToMicroseconds(),
            inIt.Records,
            transaction.Node.Epoch,
            inIt.Contents
        );
        foreach (var run in runs)
            transaction.Execute(
                "INSERT INTO relay_written_numbers (link, lane, first, last) VALUES ($1, $2, $3, $4)",
                link,
                (int)run.Lane,
                run.First,
                run.Last
            );
        return inIt;
    }

    internal static void Forget(int link, LedgerTransaction transaction)
    {
        transaction.Execute("DELETE FROM relay_written_numbers WHERE link = $1", link);
        transaction.Execute("DELETE FROM relay_written_file WHERE link = $1", link);
    }
}

/// <summary>How much of a carried file.</summary>
/// <param name="Records">Numbers of records.</param>
/// <param name="Contents">Of how many records the contents.</param>
public readonly record struct CarriedCount(long Records, long Contents);
