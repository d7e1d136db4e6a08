using Legation.Dispatches.Share;
using Legation.Records;

namespace Legation.Dispatches.Comments;

/// <summary>How far a comment or a proposal of other words has come.</summary>
internal enum CommentState
{
    Open,
    Accepted,
    Declined,
    Done,
}

/// <summary>What its author, or that of the draft, made of it.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Answer">Why; may be empty.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When.</param>
/// <param name="Needed">What one must be able to have, to see the answer.</param>
internal sealed record CommentDecision(
    CommentState State,
    string Answer,
    RecordId By,
    DateTimeOffset At,
    NeededForDraft Needed
);

/// <summary>What somebody said of a paragraph of a draft.</summary>
/// <param name="Id">Its id; of no record.</param>
/// <param name="By">Who said it, in his own post or for another.</param>
/// <param name="At">When.</param>
/// <param name="Position">Where the paragraph stood then.</param>
/// <param name="Paragraph">The words of the paragraph then, without number and marking.</param>
/// <param name="Remark">What he said; may be empty beside other words.</param>
/// <param name="Proposed">The other words that he proposes; null: it is a comment.</param>
/// <param name="Needed">What one must be able to have, to see it.</param>
internal sealed record DraftComment(
    RecordId Id,
    Author By,
    DateTimeOffset At,
    int Position,
    string Paragraph,
    string Remark,
    string? Proposed,
    NeededForDraft Needed
)
{
    public const string IdKind = "draft-comment";

    /// <summary>What became of it; null: it is open.</summary>
    public CommentDecision? Decision { get; init; }

    public bool IsOpen => Decision is null;

    public CommentState State => Decision?.State ?? CommentState.Open;
}
