namespace Legation.TextImport;

/// <summary>Ends the reading where a limit is passed, however deep; it does not leave this assembly.</summary>
internal sealed class TextTooLargeException(TextRefusal refusal) : Exception(refusal.Sentence)
{
    public TextRefusal Refusal { get; } = refusal;
}
