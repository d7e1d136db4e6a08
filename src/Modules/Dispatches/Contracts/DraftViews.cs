using Legation.Records;

namespace Legation.Dispatches.Contracts;

/// <summary>A place at which what another has saved of a draft and what was typed differ.</summary>
/// <param name="Key">By which the choice is posted.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Theirs">As the other saved it, by paragraph; empty: he left it out.</param>
/// <param name="Mine">As it was typed.</param>
/// <param name="Taken">Which is ticked: <c>theirs</c>, <c>mine</c> or <c>both</c>.</param>
/// <param name="OffersBoth">Whether both can be taken.</param>
public sealed record MergePlace(
    string Key,
    string Title,
    IReadOnlyList<string> Theirs,
    IReadOnlyList<string> Mine,
    string Taken,
    bool OffersBoth
);

/// <summary>What somebody said of a paragraph of a draft.</summary>
/// <param name="By">Who said it.</param>
/// <param name="At">When.</param>
/// <param name="Paragraph">What people call its paragraph; null: it is gone.</param>
/// <param name="Place">The fragment of the page at which that stands.</param>
/// <param name="Remark">What he said; may be empty beside other words.</param>
/// <param name="Then">The words of the paragraph then.</param>
/// <param name="Now">Its words now, where they are others; null: they are the same, or it was decided.</param>
/// <param name="Proposed">The words that he proposes; null: it is a comment.</param>
public sealed record CommentShown(
    RecordId By,
    DateTimeOffset At,
    string? Paragraph,
    string Place,
    string Remark,
    string Then,
    string? Now,
    string? Proposed
)
{
    /// <summary>Whether nothing is to be decided about it any more.</summary>
    public bool IsOver => State != "open";

    /// <summary><c>open</c>, <c>accepted</c>, <c>declined</c> or <c>done</c>.</summary>
    public string State { get; init; } = "open";

    /// <summary>Who decided; null: nobody yet.</summary>
    public RecordId? DecidedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? Decided { get; init; }

    /// <summary>His word; may be empty.</summary>
    public string Answer { get; init; } = "";
}
