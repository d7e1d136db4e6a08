using Legation.Records;

namespace Legation.Dispatches.Proposals;

/// <summary>What one person asks a releaser for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Name of its <see cref="ProposalKind"/>.</param>
/// <param name="Dispatch">The dispatch or draft that it is about.</param>
/// <param name="Content">What is asked, as the kind writes it.</param>
/// <param name="Reason">Why, in the author's words.</param>
/// <param name="Author">Who asks.</param>
/// <param name="At">When.</param>
/// <param name="Returned">Why a releaser sent it back; null: it waits.</param>
internal sealed record Proposal(
    RecordId Id,
    string Kind,
    RecordId Dispatch,
    string Content,
    string Reason,
    Author Author,
    DateTimeOffset At,
    ProposalReturn? Returned = null
)
{
    public const string IdKind = "proposal";
}

/// <summary>A releaser's reasons against a proposal.</summary>
/// <param name="Reason">In his words.</param>
/// <param name="By">His post.</param>
internal sealed record ProposalReturn(string Reason, RecordId By);
