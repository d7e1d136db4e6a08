using System.Data.Common;
using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Server.Duty;

/// <summary>A mail that is to go.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Token">What its Message-ID is made of: drawn, so that it tells nothing, and the same each time it goes.</param>
/// <param name="Address">To whom.</param>
/// <param name="Party">The party whose roster called.</param>
/// <param name="Precedence">Precedence of what waits.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Tries">How often it failed.</param>
internal sealed record QueuedMail(
    long Number,
    string Token,
    string Address,
    RecordId Party,
    Precedence Precedence,
    DateTimeOffset Since,
    int Tries
);

/// <summary>
/// The mails that wait, over restarts. One that the server has taken goes no second time, unless the node is killed between
/// the server's answer and its own commit: then the same mail goes again, under the same Message-ID.
/// </summary>
internal sealed class MailQueue(Ledger ledger, IRecordStore store)
{
    private const int MostTogether = 50;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private const string Select = """
        SELECT m.number, m.token, m.address, a.party, a.precedence, a.at, m.tries
        FROM duty_mail m JOIN duty_alert a ON a.number = m.alert
        WHERE m.state = 0 AND m.due <= $1 ORDER BY m.due, m.number LIMIT $2
        """;

    /// <summary>What is to go now.</summary>
    public IReadOnlyList<QueuedMail> Due(DateTimeOffset now)
    {
        using var session = store.OpenReader();
        return session.Query(Select, Map, now.ToMicroseconds(), MostTogether);
    }

    public Task SentAsync(QueuedMail mail) =>
        ledger.RunAsync(t => t.Execute("UPDATE duty_mail SET state = 1 WHERE number = $1", mail.Number));

    /// <summary>It is tried again, each time later, and never given up.</summary>
    public Task FailedAsync(QueuedMail mail, DateTimeOffset now)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(mail.Tries, 10));
        var due = now + (wait < LongestWait ? wait : LongestWait);
        return ledger.RunAsync(t =>
            t.Execute(
                "UPDATE duty_mail SET tries = tries + 1, due = $1 WHERE number = $2",
                due.ToMicroseconds(),
                mail.Number
            )
        );
    }

    private static QueuedMail Map(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            RecordId.Parse(row.GetString(3)),
            (Precedence)row.GetInt32(4),
            Instants.FromMicroseconds(row.GetInt64(5)),
            row.GetInt32(6)
        );
}
