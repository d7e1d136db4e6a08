namespace Legation.TextImport.Mail;

/// <summary>What became of a mail: a text for a dispatch and its files, or a refusal.</summary>
/// <param name="Subject">Its subject in one line, at most <see cref="ImportLimits.LongestSubject"/> characters.</param>
/// <param name="Text">Head and words as Markdown.</param>
/// <param name="Dropped">What was not taken over, or not as it was.</param>
/// <param name="Files">What was attached to it, as it came.</param>
/// <param name="Refused">Why nothing was taken; null if it was.</param>
public sealed record TakenMail(
    string Subject,
    string Text,
    IReadOnlyList<DroppedPart> Dropped,
    IReadOnlyList<MailFile> Files,
    TextRefusal? Refused = null
)
{
    internal static TakenMail Not(TextRefusal refusal) => new("", "", [], [], refusal);
}

/// <summary>A file of a mail, as it came; nothing in it was read.</summary>
/// <param name="Name">What the sender calls it; empty if he gave it no name.</param>
/// <param name="MediaType">What the sender says it is.</param>
/// <param name="Content">Its bytes.</param>
public sealed record MailFile(string Name, string MediaType, ReadOnlyMemory<byte> Content);
