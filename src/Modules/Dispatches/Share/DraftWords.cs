using Legation.Dispatches.Contracts;

namespace Legation.Dispatches.Share;

/// <summary>What a co-author writes; all else of the draft stays as its author has it.</summary>
internal sealed record DraftWords(string Subject, string Text)
{
    public DispatchInput In(DispatchInput content) =>
        content with
        {
            Subject = Subject.ReplaceLineEndings(" ").Trim(),
            Text = Text,
        };
}
