using System.Globalization;
using Legation.TextImport.Blocks;
using MimeKit;

namespace Legation.TextImport.Mail;

/// <summary>What a mail says of itself. None of it is proven.</summary>
/// <param name="Subject">In one line.</param>
/// <param name="Lines">For the head of the text.</param>
internal sealed record MailHead(string Subject, IReadOnlyList<Block> Lines)
{
    private const string NotProven = "By mail; the sender was not verified.";

    public static MailHead Of(MimeMessage mail, DroppedParts dropped)
    {
        var subject = PlainText.Of(mail.Subject ?? "", dropped).Trim();
        List<Block> lines = [new ParagraphBlock([new Run(NotProven)])];
        Add(lines, "From", Names(mail.From, dropped));
        if (mail.Sender is { } sender)
            Add(lines, "Sent by", NameOf(sender, dropped));
        if (mail.Date != DateTimeOffset.MinValue)
            Add(lines, "Date", mail.Date.ToString("d MMMM yyyy HH:mm zzz", CultureInfo.InvariantCulture));
        Add(lines, "To", Names(mail.To, dropped));
        Add(lines, "Copy", Names(mail.Cc, dropped));
        if (subject.Length > ImportLimits.LongestSubject)
        {
            Add(lines, "Subject", Cut(subject, ImportLimits.LongestMailLine));
            if (subject.Length > ImportLimits.LongestMailLine)
                dropped.Add(TextPart.LongSubject);
        }
        return new MailHead(Cut(subject, ImportLimits.LongestSubject), lines);
    }

    private static void Add(List<Block> lines, string name, string value)
    {
        if (value.Length > 0)
            lines.Add(new ItemBlock(0, null, [new Run($"{name}: {value}")]));
    }

    private static string Names(InternetAddressList addresses, DroppedParts dropped)
    {
        var all = addresses.Mailboxes.Take(ImportLimits.MostMailEntities).ToList();
        if (all.Count > ImportLimits.MostMailNames)
            dropped.Add(TextPart.Addressee, all.Count - ImportLimits.MostMailNames);
        return string.Join(", ", all.Take(ImportLimits.MostMailNames).Select(one => NameOf(one, dropped)));
    }

    // The address stands beside the name: a name may be that of anybody.
    private static string NameOf(MailboxAddress one, DroppedParts dropped) =>
        Cut(
            PlainText
                .Of(string.IsNullOrWhiteSpace(one.Name) ? one.Address : $"{one.Name} ({one.Address})", dropped)
                .Trim(),
            ImportLimits.LongestMailName
        );

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = longest - 1;
        return (char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + "…";
    }
}
