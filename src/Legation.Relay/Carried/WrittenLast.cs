using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>The last file that was written to be carried to a peer.</summary>
/// <param name="At">When.</param>
/// <param name="Records">How many records were in it.</param>
public sealed record WrittenLast(DateTimeOffset At, long Records)
{
    internal static WrittenLast? On(int link, IReadSession session) =>
        session
            .Query(
                "SELECT at, records FROM relay_written_file WHERE link = $1",
                r => new WrittenLast(Instants.FromMicroseconds(r.GetInt64(0)), r.GetInt64(1)),
                link
            )
            .SingleOrDefault();

    internal static int Keep(int link, long records, LedgerTransaction transaction) =>
        transaction.Execute(
            """
            INSERT INTO relay_written_file (link, at, records) VALUES ($1, $2, $3)
            ON CONFLICT (link) DO UPDATE SET at = excluded.at, records = excluded.records
            """,
            link,
            transaction.Now.ToMicroseconds(),
            records
        );

    internal static int Forget(int link, LedgerTransaction transaction) =>
        transaction.Execute("DELETE FROM relay_written_file WHERE link = $1", link);
}
