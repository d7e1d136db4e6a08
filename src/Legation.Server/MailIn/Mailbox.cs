using System.Net.Sockets;
using Legation.Server.Duty;
using Legation.Server.Nodes;
using Legation.TextImport;
using Legation.TextImport.Mail;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace Legation.Server.MailIn;

/// <summary>
/// The mailbox that the node's settings name. It is opened for reading only: nothing in it is moved, marked or deleted, so
/// that what this node did not take is still there.
/// </summary>
internal sealed class Mailbox(NodeFolder folder, MailInSettings settings, SeenMails seen, TakeMailIn take)
{
    private const int LongestAnswer = 30_000;

    /// <summary>Deals with what is new; says why it could not, without any address.</summary>
    public async Task<string?> LookAsync(CancellationToken cancellation)
    {
        try
        {
            using var imap = new ImapClient { Timeout = LongestAnswer };
            await imap.ConnectAsync(
                settings.Host,
                settings.Port,
                SmtpMailer.ProtectionOf(settings.Security),
                cancellation
            );
            await imap.AuthenticateAsync(settings.User, await PasswordAsync(cancellation), cancellation);
            await imap.Inbox.OpenAsync(FolderAccess.ReadOnly, cancellation);
            var problem = await TakeAllAsync(imap.Inbox, cancellation);
            await imap.DisconnectAsync(quit: true, cancellation);
            return problem;
        }
        catch (Exception e)
            when (e
                    is SocketException
                        or IOException
                        or ProtocolException
                        or CommandException
                        or TimeoutException
                        or AuthenticationException
                        or SslHandshakeException
                        or NotSupportedException
                        or UnauthorizedAccessException
            )
        {
            return Words(e);
        }
    }

    private async Task<string?> TakeAllAsync(IMailFolder inbox, CancellationToken cancellation)
    {
        var last = seen.Last(inbox.UidValidity);
        var from = new UniqueId(inbox.UidValidity, last + 1);
        var found = await inbox.SearchAsync(
            SearchQuery.Uids(new UniqueIdRange(from, new UniqueId(inbox.UidValidity, uint.MaxValue))),
            cancellation
        );
        // “5:*” is the last mail where there is none beyond it (RFC 9051 §9, seq-range).
        foreach (var id in found.Where(id => id.Id > last).OrderBy(id => id.Id))
            if (await TakeAsync(inbox, id, cancellation) is { } problem)
                return problem;
        return null;
    }

    private async Task<string?> TakeAsync(IMailFolder inbox, UniqueId id, CancellationToken cancellation)
    {
        var summaries = await inbox.FetchAsync([id], MessageSummaryItems.Size, cancellation);
        // Whoever keeps the mailbox took it away meanwhile.
        if (summaries is not [{ Size: var size }])
            return null;
        if (size > ImportLimits.MostFile)
        {
            var unread = new ArrivedMail(inbox.UidValidity, id.Id, []);
            await take.SetAsideAsync(unread, TakeMail.TooLarge.Refused!.Sentence);
            return null;
        }
        using var bytes = new MemoryStream();
        await using (var stream = await inbox.GetStreamAsync(id, cancellation))
            await stream.CopyToAsync(bytes, cancellation);
        var mail = new ArrivedMail(inbox.UidValidity, id.Id, bytes.ToArray());
        return await take.HandleAsync(mail, cancellation) is { } later ? later.Sentence.TrimEnd('.') : null;
    }

    private async Task<string> PasswordAsync(CancellationToken cancellation) =>
        (await File.ReadAllTextAsync(folder.At(settings.PasswordFile), cancellation)).Trim();

    private static string Words(Exception e) =>
        e switch
        {
            AuthenticationException => "the mail server does not accept name and password",
            SslHandshakeException => "the mail server's certificate is not trusted here",
            NotSupportedException => "the mail server offers no TLS",
            FileNotFoundException or UnauthorizedAccessException =>
                "the file with the mailbox's password cannot be read",
            _ => "the mail server is not reached, or answers nothing that can be read",
        };
}
