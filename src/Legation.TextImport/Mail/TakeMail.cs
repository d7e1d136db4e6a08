using Legation.TextImport.Blocks;
using Legation.TextImport.Writing;
using MimeKit;

namespace Legation.TextImport.Mail;

/// <summary>
/// Makes a text and files of a mail (RFC 5322, RFC 2045). It may come from anybody, and whom it names as its sender need not
/// have sent it: the text says so. Nothing in it runs, is fetched or is unpacked.
/// </summary>
public static class TakeMail
{
    private static readonly ParserOptions Options = new() { MaxMimeDepth = ImportLimits.MostMailDepth };

    /// <summary>The refusal of a mail that is not even read.</summary>
    public static TakenMail TooLarge { get; } = TakenMail.Not(TextRefusals.MailTooLarge);

    private static ReadOnlySpan<byte> OutlookFile => [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>A mail as it is saved by mail programs, .eml.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static TakenMail FromFile(byte[] file, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.AsSpan().StartsWith(OutlookFile))
            return TakenMail.Not(TextRefusals.OutlookMail);
        if (file.Length > ImportLimits.MostFile)
            return TooLarge;
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            using var mail = MimeMessage.Load(Options, stream, cancellation);
            return IsMail(mail) ? Take(mail, cancellation) : TakenMail.Not(TextRefusals.NoMail);
        }
        catch (FormatException)
        {
            return TakenMail.Not(TextRefusals.NoMail);
        }
        catch (TextTooLargeException excess)
        {
            return TakenMail.Not(excess.Refusal);
        }
    }

    // Whatever is read as a mail has lines before its first empty one; only a mail's say who wrote it, when or of what.
    private static bool IsMail(MimeMessage mail) =>
        mail.Headers.Contains(HeaderId.From)
        || mail.Headers.Contains(HeaderId.MessageId)
        || mail.Headers.Contains(HeaderId.Subject) && mail.Headers.Contains(HeaderId.Date);

    private static TakenMail Take(MimeMessage mail, CancellationToken cancellation)
    {
        var (allowance, dropped) = (new Allowance(cancellation), new DroppedParts());
        var parts = MailParts.Of(mail, dropped, allowance);
        var body = new MarkdownWriter(dropped, allowance, firstNote: 1).Write(parts.Text);
        var head = MailHead.Of(mail, dropped);
        var all = dropped.All();
        IReadOnlyList<Block> lines =
            all.Count == 0
                ? head.Lines
                : [.. head.Lines, new ItemBlock(0, null, [new Run(new TakenText("", all).DroppedWords)])];
        var said = new MarkdownWriter(new DroppedParts(), allowance, firstNote: 1).Write(lines);
        var text = $"{said}\n\n{(body.Length == 0 ? "There is no text in it." : body)}";
        if (text.Length > ImportLimits.MostText)
            return TakenMail.Not(TextRefusals.TooLong);
        return new TakenMail(head.Subject, text, all, parts.Files);
    }
}
