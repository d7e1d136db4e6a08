using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Release;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Relabel;

/// <summary>What became of a wish: the dispatch has its label, or a proposal waits.</summary>
internal sealed record Relabelled(RecordId Dispatch, RecordId? Proposal);

/// <summary>
/// Gives a dispatch of this node another label. What lets in nobody else counts at once; what does is laid before a
/// second person.
/// </summary>
internal sealed class RelabelDispatch(
    RelabelCheck check,
    RelabelEffect effect,
    Releaser releaser,
    Revisions revisions,
    AcceptedPolicies policies,
    Ledger ledger
)
{
    private const int LongestReason = 2_000;

    public async Task<Outcome<Relabelled>> HandleAsync(
        Principal principal,
        RecordId id,
        RelabelWish wish,
        string? reason
    )
    {
        if (check.Check(principal, id, wish).Refused(out var refusal, out var intent))
            return refusal;
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (string.IsNullOrWhiteSpace(reason))
            return RelabelRefusals.NoReason;
        if (reason.Length > LongestReason)
            return RelabelRefusals.LongReason;
        if (intent.Widens)
            return await ProposeAsync(principal, intent, reason);
        var work = effect.Of(intent, principal.ToAuthor(), null, reason);
        return (await ledger.RunAsync(work)).Refused(out refusal, out _) ? refusal : new Relabelled(id, null);
    }

    private async Task<Outcome<Relabelled>> ProposeAsync(Principal principal, RelabelIntent intent, string reason)
    {
        var id = intent.Dispatch.Header.Id;
        var asked = new Asked(
            RelabelProposal.KindName,
            id,
            RelabelJson.Write(intent.Label),
            RecordMaker.ReadBody<DispatchHeading>(intent.Dispatch.Record).Subject,
            $"Relabel a dispatch, so that {policies.Current.Marking(intent.Label)} stands on it.",
            [intent.Label],
            [id, .. revisions.MadeFrom(intent.Dispatch.Record)]
        );
        var proposed = await releaser.ProposeAsync(principal, asked, reason);
        return proposed.Refused(out var refusal, out var proposal) ? refusal : new Relabelled(id, proposal);
    }
}
