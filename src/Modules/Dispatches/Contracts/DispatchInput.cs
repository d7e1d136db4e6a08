using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Contracts;

/// <summary>What an author writes, as the API takes it.</summary>
/// <param name="Subject">One line, at most 300 characters.</param>
/// <param name="Text">Markdown, at most 1,000,000 characters.</param>
/// <param name="Precedence">Urgency.</param>
/// <param name="Action">Ids of addressees that must act, the lead first.</param>
/// <param name="Info">Ids of addressees that are to know.</param>
/// <param name="Due">When the answer is wanted.</param>
/// <param name="Label">Label; required for release.</param>
public sealed record DispatchInput(
    string Subject,
    string Text,
    Precedence Precedence,
    IReadOnlyList<RecordId> Action,
    IReadOnlyList<RecordId> Info,
    DateTimeOffset? Due,
    Label? Label
)
{
    /// <summary>The dispatch that this one answers.</summary>
    public RecordId? InReplyTo { get; init; }

    /// <summary>The dispatches from which this one is made: it reaches nobody whom one of them does not reach.</summary>
    public IReadOnlyList<RecordId> Sources { get; init; } = [];

    /// <summary>Files that belong to it. Nobody writes them here: they are attached to the draft.</summary>
    public IReadOnlyList<AttachedFile> Attachments { get; init; } = [];

    /// <summary>What a draft's author marked before he chose a classification, each as <c>releasableTo=JPN</c>.</summary>
    public IReadOnlyList<string>? Marked { get; init; }

    /// <summary>The term of the directory for what it is about; null: none.</summary>
    public RecordId? About { get; init; }

    /// <summary>The instant after which it is of no use and not sent any more; null: none.</summary>
    public DateTimeOffset? NoUseAfter { get; init; }

    /// <summary>The dispatch of which this is a corrected copy: it is superseded in the transaction that releases this one.</summary>
    public RecordId? Corrects { get; init; }

    /// <summary>Why that one is corrected, for whoever has it.</summary>
    public string? CorrectionReason { get; init; }

    /// <summary>True for an answer after which more is to come.</summary>
    public bool Interim { get; init; }
}
