using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using Legation.Server.MailIn;
using Legation.Server.Nodes;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using NodaTime;

namespace Legation.Server.Duty;

/// <summary>Hands mails to the server that the node's settings name (RFC 5321).</summary>
internal sealed class SmtpMailer(NodeFolder folder, MailSettings settings, TimeProvider clock)
{
    private const int LongestAnswer = 30_000;

    // A server that took the mail says so within this time; who stops before that would send it again.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    /// <summary>Why it could not be handed over, without any address; null: the server has taken it.</summary>
    public async Task<string?> SendAsync(QueuedMail mail, DateTimeZone zone, CancellationToken cancellation)
    {
        try
        {
            using var smtp = new SmtpClient { Timeout = LongestAnswer };
            await smtp.ConnectAsync(settings.Host!, settings.Port, ProtectionOf(settings.Security), cancellation);
            if (settings.User is { } user)
                await smtp.AuthenticateAsync(user, await PasswordAsync(cancellation), cancellation);
            using var graceful = new CancellationTokenSource();
            await using (cancellation.Register(() => graceful.CancelAfter(Grace)))
                await smtp.SendAsync(Message(mail, zone), graceful.Token);
            await LeaveAsync(smtp);
            return null;
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

    // The mail is taken: whatever happens to the line from here on does not undo that.
    [SuppressMessage("Design", "CA1031", Justification = "No failure of a farewell means that the mail was not taken.")]
    private static async Task LeaveAsync(SmtpClient smtp)
    {
        try
        {
            using var farewell = new CancellationTokenSource(LongestFarewell);
            await smtp.DisconnectAsync(quit: true, farewell.Token);
        }
        catch (Exception) { }
    }

    /// <summary>The same in the words of MailKit.</summary>
    public static SecureSocketOptions ProtectionOf(MailSecurity security) =>
        security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };

    private MimeMessage Message(QueuedMail mail, DateTimeZone zone)
    {
        var now = clock.GetUtcNow();
        var message = new MimeMessage
        {
            Subject = AlertText.Subject,
            Date = now,
            MessageId = $"{mail.Token}{AsideReason.OwnIds}",
            Body = new TextPart("plain")
            {
                Text = AlertText.Body(mail, folder.Description, zone, Instant.FromDateTimeOffset(now)),
            },
        };
        message.From.Add(MailboxAddress.Parse(settings.From));
        message.To.Add(MailboxAddress.Parse(mail.Address));
        return message;
    }

    private async Task<string> PasswordAsync(CancellationToken cancellation) =>
        (await File.ReadAllTextAsync(folder.At(settings.PasswordFile), cancellation)).Trim();

    // What a server says may repeat the address: only its number is passed on.
    private static string Words(Exception e) =>
        e switch
        {
            SmtpCommandException refused => string.Create(
                CultureInfo.InvariantCulture,
                $"the mail server refused it ({(int)refused.StatusCode})"
            ),
            AuthenticationException => "the mail server does not accept name and password",
            SslHandshakeException => "the mail server's certificate is not trusted here",
            NotSupportedException => "the mail server offers no TLS",
            FileNotFoundException or UnauthorizedAccessException => "the file with the mail password cannot be read",
            _ => "the mail server is not reached",
        };
}
