using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Server.MailIn;

/// <summary>A mail that became no draft.</summary>
/// <param name="At">When it was set aside.</param>
/// <param name="Sender">Address that it names as its sender's.</param>
/// <param name="Number">Its number in the mailbox, where it still is.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record MailAside(DateTimeOffset At, string Sender, long Number, string Reason);

/// <summary>What was dealt with of the mailbox, over restarts.</summary>
internal sealed class SeenMails(IRecordStore store)
{
    private const int MostListed = 200;

    // An address may be as long as a mail is; nobody reads more of it, and no more is kept.
    private const int LongestSender = 200;

    /// <summary>Number of the last mail that was dealt with under that UIDVALIDITY; 0 if none was.</summary>
    public uint Last(uint validity)
    {
        using var session = store.OpenReader();
        return (uint)
            session
                .Query(
                    "SELECT COALESCE(MAX(uid), 0) FROM mail_seen WHERE validity = $1",
                    r => r.GetInt64(0),
                    (long)validity
                )
                .Single();
    }

    /// <summary>The last that were set aside, the newest first.</summary>
    public IReadOnlyList<MailAside> Aside()
    {
        using var session = store.OpenReader();
        return session.Query(
            "SELECT at, sender, uid, reason FROM mail_aside ORDER BY number DESC LIMIT $1",
            r => new MailAside(Instants.FromMicroseconds(r.GetInt64(0)), r.GetString(1), r.GetInt64(2), r.GetString(3)),
            MostListed
        );
    }

    /// <summary>Whether this very mail was dealt with before, under whatever number.</summary>
    public static bool Knows(LedgerTransaction transaction, string fingerprint) =>
        transaction
            .Query("SELECT 1 FROM mail_seen WHERE fingerprint = $1 LIMIT 1", r => r.GetInt32(0), fingerprint)
            .Count > 0;

    /// <summary>How many drafts were made of mails of that sender since then.</summary>
    public static long DraftedSince(LedgerTransaction transaction, string sender, DateTimeOffset since) =>
        transaction
            .Query(
                "SELECT COUNT(*) FROM mail_seen WHERE sender = $1 AND at > $2 AND drafted = 1",
                r => r.GetInt64(0),
                Shown(sender),
                since.ToMicroseconds()
            )
            .Single();

    public static void Note(LedgerTransaction transaction, ArrivedMail mail, string fingerprint, bool drafted) =>
        transaction.Execute(
            """
            INSERT INTO mail_seen (validity, uid, fingerprint, sender, at, drafted) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (validity, uid) DO NOTHING
            """,
            (long)mail.Validity,
            (long)mail.Number,
            fingerprint,
            Shown(mail.Sender),
            transaction.Now.ToMicroseconds(),
            drafted ? 1L : 0L
        );

    public static void SetAside(LedgerTransaction transaction, ArrivedMail mail, string reason) =>
        transaction.Execute(
            "INSERT INTO mail_aside (at, sender, uid, reason) VALUES ($1, $2, $3, $4)",
            transaction.Now.ToMicroseconds(),
            Shown(mail.Sender),
            (long)mail.Number,
            reason
        );

    private static string Shown(string sender) =>
        (sender.Length > LongestSender ? sender[..LongestSender] : sender).ToLowerInvariant();
}
