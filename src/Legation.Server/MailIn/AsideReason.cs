using System.Collections.Immutable;
using MimeKit;
using MimeKit.Utils;

namespace Legation.Server.MailIn;

/// <summary>
/// Why a mail becomes no draft although it could be read: programs must not write to programs (RFC 3834), and what this
/// node sent itself is no news to it.
/// </summary>
internal static class AsideReason
{
    /// <summary>What the Message-IDs of this program's mails end with.</summary>
    public const string OwnIds = "@legation.invalid";

    public const string TooMany = "More mails of this sender came within an hour than become drafts.";

    private static readonly ImmutableArray<string> Machines = ["mailer-daemon", "postmaster"];

    /// <summary>The reason, in a sentence; null: there is none.</summary>
    public static string? Of(HeaderList head, string sender, string own) =>
        head switch
        {
            _ when sender.Length == 0 => "It names no sender.",
            _ when IsBounce(head, sender) => "A mail server wrote it: it says that another mail did not arrive.",
            _ when IsAutomatic(head) => "A program wrote it (Auto-Submitted).",
            _ when IsBulk(head) => "It went to many (Precedence).",
            _ when sender.Equals(own, StringComparison.OrdinalIgnoreCase) => "It comes from the office's own address.",
            _ when IsOwn(head) => "It is a mail of this program, or an answer to one.",
            _ => null,
        };

    private static bool IsBounce(HeaderList head, string sender) =>
        head[HeaderId.ReturnPath]?.Trim() == "<>"
        || Machines.Contains(sender.Split('@')[0], StringComparer.OrdinalIgnoreCase)
        || head[HeaderId.ContentType] is { } type
            && type.TrimStart().StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase);

    private static bool IsAutomatic(HeaderList head) =>
        head[HeaderId.AutoSubmitted] is { } said
        && !said.Split(';')[0].Trim().Equals("no", StringComparison.OrdinalIgnoreCase);

    private static bool IsBulk(HeaderList head) =>
        head[HeaderId.Precedence]?.Trim().ToLowerInvariant() is "bulk" or "list" or "junk" or "auto_reply";

    private static bool IsOwn(HeaderList head) =>
        new[] { head[HeaderId.MessageId], head[HeaderId.InReplyTo], head[HeaderId.References] }
            .OfType<string>()
            .SelectMany(MimeUtils.EnumerateReferences)
            .Any(id => id.EndsWith(OwnIds, StringComparison.OrdinalIgnoreCase));
}
