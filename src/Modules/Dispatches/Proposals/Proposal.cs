using Legation.Records;

namespace Legation.Dispatches.Proposals;

/// <summary>What one person asks a releaser for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Asked">What is asked.</param>
/// <param name="Reason">Why, in the author's words.</param>
/// <param name="Author">Who asks.</param>
/// <param name="At">When.</param>
/// <param name="Returned">Why a releaser sent it back; null: it waits.</param>
internal sealed record Proposal(
    RecordId Id,
    Asked Asked,
    string Reason,
    Author Author,
    DateTimeOffset At,
    ProposalReturn? Returned = null
)
{
    public const string IdKind = "proposal";

    public string Kind => Asked.Kind;

    public RecordId Dispatch => Asked.Dispatch;

    public string Content => Asked.Content;
}

/// <summary>A releaser's reasons against a proposal.</summary>
/// <param name="Reason">In his words.</param>
/// <param name="By">The post in whose name.</param>
/// <param name="Deputy">The own post of the deputy who did it; null: no deputy did.</param>
internal sealed record ProposalReturn(string Reason, RecordId By, RecordId? Deputy);
