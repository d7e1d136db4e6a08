using Legation.TextImport.Blocks;
using MimeKit;
using MimeKit.Tnef;

namespace Legation.TextImport.Mail;

/// <summary>The parts of a mail: its words, and what becomes a file as it came.</summary>
internal sealed class MailParts
{
    private readonly List<Block> text = [];
    private readonly List<MailFile> files = [];
    private readonly DroppedParts dropped;
    private readonly Allowance allowance;
    private int entities;

    private MailParts(DroppedParts dropped, Allowance allowance)
    {
        this.dropped = dropped;
        this.allowance = allowance;
    }

    public IReadOnlyList<Block> Text => text;

    public IReadOnlyList<MailFile> Files => files;

    public static MailParts Of(MimeMessage mail, DroppedParts dropped, Allowance allowance)
    {
        var parts = new MailParts(dropped, allowance);
        if (mail.Body is { } body)
            parts.Take(body);
        return parts;
    }

    private void Take(MimeEntity entity)
    {
        Count();
        switch (entity)
        {
            case MultipartAlternative alternative:
                TakeOne(alternative);
                break;
            case Multipart secured when IsOf(secured, "encrypted"):
                dropped.Add(TextPart.Encrypted);
                Keep(secured);
                break;
            case Multipart secured when IsOf(secured, "signed"):
                dropped.Add(TextPart.Signature);
                TakeAll(secured.Take(1));
                break;
            case Multipart several:
                TakeAll(several);
                break;
            case MimeKit.TextPart words when IsText(words):
                text.AddRange(MailText.Read(words, dropped, allowance));
                break;
            default:
                Keep(entity);
                break;
        }
    }

    private void TakeAll(IEnumerable<MimeEntity> entities)
    {
        foreach (var entity in entities)
            Take(entity);
    }

    // The same words in several forms, the best last (RFC 2046 §5.1.4). What is no form of text becomes a file: an invitation.
    private void TakeOne(MultipartAlternative alternative)
    {
        var chosen = alternative.LastOrDefault(HasText);
        foreach (var form in alternative)
            if (form == chosen || !HasText(form))
                Take(form);
    }

    private static bool IsOf(Multipart multipart, string kind) =>
        multipart.ContentType.MediaSubtype.Equals(kind, StringComparison.OrdinalIgnoreCase);

    private static bool HasText(MimeEntity entity) =>
        entity switch
        {
            MimeKit.TextPart words => IsText(words),
            MultipartRelated { Root: { } root } => HasText(root),
            Multipart several => several.Any(HasText),
            _ => false,
        };

    private static bool IsText(MimeKit.TextPart part) =>
        (part.IsPlain || part.IsHtml) && !part.IsAttachment && string.IsNullOrEmpty(part.FileName);

    private void Keep(MimeEntity entity)
    {
        if (entity is TnefPart)
            dropped.Add(TextPart.OutlookForm);
        if (entity.ContentType.IsMimeType("application", "pkcs7-mime"))
            dropped.Add(TextPart.Encrypted);
        using var content = new MemoryStream();
        if (entity is MimePart { Content: { } own })
            own.DecodeTo(content);
        else if (entity is MessagePart { Message: { } mail })
            mail.WriteTo(content);
        else
            entity.WriteTo(content);
        if (content.Length == 0)
            dropped.Add(TextPart.EmptyFile);
        else
            files.Add(new MailFile(NameOf(entity), entity.ContentType.MimeType, content.ToArray()));
    }

    private static string NameOf(MimeEntity entity) =>
        entity switch
        {
            MimePart { FileName: { Length: > 0 } name } => name,
            TnefPart => "winmail.dat",
            MessagePart { Message.Subject: { Length: > 0 } subject } => $"{Beginning(subject)}.eml",
            MessagePart => "mail.eml",
            _ => "",
        };

    private static string Beginning(string subject) => subject.Length <= 80 ? subject : subject[..80];

    private void Count()
    {
        allowance.Check();
        if (++entities > ImportLimits.MostMailEntities)
            throw new TextTooLargeException(TextRefusals.TooManyMailParts);
    }
}
