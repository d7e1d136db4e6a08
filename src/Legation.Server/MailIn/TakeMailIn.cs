using System.Diagnostics.CodeAnalysis;
using Legation.Dispatches.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;

namespace Legation.Server.MailIn;

/// <summary>
/// Makes a draft of a mail in the mailbox, or sets it aside with the reason. Draft, reason and that it was dealt with are one
/// transaction: a mail is taken once, whenever the node is killed.
/// </summary>
internal sealed class TakeMailIn(
    MailInSettings settings,
    Ledger ledger,
    IMailDrafts drafts,
    AccountRegister accounts,
    AccountPrincipals principals
)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Why it cannot be dealt with for now, so that it is tried again; null: it was.</summary>
    public async Task<Refusal?> HandleAsync(ArrivedMail mail, CancellationToken cancellation)
    {
        if (AsideReason.Of(mail.Head, mail.Sender, settings.Address) is { } reason)
            return await SetAsideAsync(mail, reason);
        if (AuthorOf(mail.Sender) is not { } author)
            return NoAuthor;
        var read = await ReadAsync(mail, author, cancellation);
        if (read.Refused(out var refusal, out var draft))
            return refusal.Kind is RefusalKind.Unavailable ? refusal : await SetAsideAsync(mail, refusal.Sentence);
        await KeepAsync(mail, author, draft);
        return null;
    }

    // Whatever one mail is made of, it must not keep away those behind it. What a disk does not take is tried again.
    [SuppressMessage("Design", "CA1031", Justification = "What cannot be read is set aside, and stays in the mailbox.")]
    private async Task<Outcome<ReadMail>> ReadAsync(ArrivedMail mail, Principal author, CancellationToken cancellation)
    {
        try
        {
            using var bytes = new MemoryStream(mail.Bytes, writable: false);
            return await drafts.ReadAsync(author, bytes, cancellation);
        }
        catch (Exception e) when (e is not (OperationCanceledException or IOException))
        {
            return Unreadable;
        }
    }

    /// <summary>Notes why a mail becomes no draft.</summary>
    public async Task<Refusal?> SetAsideAsync(ArrivedMail mail, string reason)
    {
        await ledger.RunAsync(t =>
        {
            var fingerprint = mail.Fingerprint();
            if (!SeenMails.Knows(t, fingerprint) || mail.Bytes.Length == 0)
                SeenMails.SetAside(t, mail, reason);
            SeenMails.Note(t, mail, fingerprint, drafted: false);
            return true;
        });
        return null;
    }

    /// <summary>Why nobody would have what comes, in a sentence; null: somebody would.</summary>
    public string? Problem =>
        settings
            .People.Select(person => person.Account)
            .Append(settings.Account)
            .FirstOrDefault(name => PrincipalOf(name) is null)
            is { } missing
            ? $"the account {missing}, which mail.in in node.json names, is not there, is disabled or does not write"
            : null;

    private Task KeepAsync(ArrivedMail mail, Principal author, ReadMail draft) =>
        ledger.RunAsync(t =>
        {
            var fingerprint = mail.Fingerprint();
            if (SeenMails.Knows(t, fingerprint))
                SeenMails.Note(t, mail, fingerprint, drafted: false);
            else if (SeenMails.DraftedSince(t, mail.Sender, t.Now - Hour) >= settings.MostAnHour)
            {
                SeenMails.SetAside(t, mail, AsideReason.TooMany);
                SeenMails.Note(t, mail, fingerprint, drafted: false);
            }
            else
            {
                drafts.Keep(t, author, draft);
                SeenMails.Note(t, mail, fingerprint, drafted: true);
            }
            return true;
        });

    // That the address is a known person's says where the draft belongs, and nothing more: it may be forged. Whose account
    // has ended gets nothing any more.
    private Principal? AuthorOf(string sender) =>
        settings.People.FirstOrDefault(person => person.Address.Equals(sender, StringComparison.OrdinalIgnoreCase))
            is { } known
        && PrincipalOf(known.Account) is { } person
            ? person
            : PrincipalOf(settings.Account);

    private Principal? PrincipalOf(string name) =>
        accounts.Find(name) is { Disabled: false } account && account.Duties.HasFlag(Duties.Write)
            ? principals.Of(account)
            : null;

    private static Refusal Unreadable { get; } =
        new(RefusalKind.Invalid, "mail-unreadable", "It is made so that this program cannot read it.");

    private static Refusal NoAuthor { get; } =
        new(RefusalKind.Unavailable, "no-author", "Nobody is there whose draft it could become.");
}
