using Legation.Dispatches.Contracts;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Dispatches.Proposals;

/// <summary>One of the things that two persons do. It writes the content of its proposals and carries them out.</summary>
internal abstract class ProposalKind
{
    /// <summary>As the table has it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether two proposals about one dispatch ask for the same, so that an author has one of them at a time.</summary>
    public virtual bool AreOne(Asked one, Asked other) => true;

    /// <summary>
    /// All that a page shows of a proposal to who may see it. Null: what it is about is not as it was any more.
    /// </summary>
    public abstract ProposalView? Open(Principal viewer, Proposal proposal);

    /// <summary>
    /// What is to happen if the releaser approves, in one transaction with the end of the proposal. The work refuses
    /// before it has written anything; its result is the record to look at.
    /// </summary>
    /// <param name="releaser">The second person.</param>
    /// <param name="proposal">What he has read.</param>
    /// <param name="label">The label that he chose, where the proposal leaves one to him.</param>
    public abstract Outcome<Func<LedgerTransaction, Outcome<RecordId>>> Prepare(
        Principal releaser,
        Proposal proposal,
        Label? label
    );
}

/// <summary>What the page of a proposal shows.</summary>
internal sealed record ProposalView
{
    /// <summary>What the releaser does, on his button.</summary>
    public string Approve { get; init; } = "Approve and release";

    /// <summary>Where its author changes it once it was returned.</summary>
    public required string ChangeAt { get; init; }

    /// <summary>Terms and what is to be said of them.</summary>
    public IReadOnlyList<(string Term, string Text)> Facts { get; init; } = [];

    /// <summary>The dispatch as it stands, where it is to be read beside the text.</summary>
    public DispatchDetail? Original { get; init; }

    /// <summary>The text to be released or relabelled.</summary>
    public DispatchDetail? Text { get; init; }

    /// <summary>The dispatch that would count no more; null: none.</summary>
    public RecordId? Supersedes { get; init; }

    /// <summary>What it is made from.</summary>
    public IReadOnlyList<DispatchItem> Sources { get; init; } = [];

    /// <summary>Who would receive it.</summary>
    public IReadOnlyList<DistributionLine> Distribution { get; init; } = [];

    /// <summary>The label with which the releaser begins, where he chooses one.</summary>
    public Label? LabelToChoose { get; init; }
}
