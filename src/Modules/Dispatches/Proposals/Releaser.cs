using System.Text;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;

namespace Legation.Dispatches.Proposals;

/// <summary>A proposal with what its kind says of it.</summary>
internal sealed record SeenProposal(Proposal Proposal, ProposalView View);

/// <summary>
/// The second of two persons. What would let in anybody whom a label kept out is proposed by one and takes effect when
/// another approves it, who has the duty to release and may read all that it is about.
/// </summary>
internal sealed class Releaser(
    ProposalStore proposals,
    IEnumerable<ProposalKind> kinds,
    IPrincipals principals,
    AcceptedPolicies policies,
    RecordMaker maker,
    Ledger ledger,
    TimeProvider clock
)
{
    private const int LongestReason = 2_000;

    /// <summary>Lays something before a releaser. What was returned about the same is done with.</summary>
    public async Task<Outcome<RecordId>> ProposeAsync(
        Principal principal,
        string kind,
        RecordId dispatch,
        string content,
        string? reason
    )
    {
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (ReasonProblem(reason) is { } problem)
            return problem;
        var id = maker.NewId(Proposal.IdKind);
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            var same = ProposalStore.About(transaction, dispatch).Where(other => other.Kind == kind).ToList();
            if (same.Exists(other => other.Returned is null))
                return ProposalRefusals.WaitsAlready;
            foreach (var other in same)
                ProposalStore.Delete(transaction, other.Id);
            var proposal = new Proposal(
                id,
                kind,
                dispatch,
                content,
                reason!.Trim(),
                principal.ToAuthor(),
                transaction.Now
            );
            ProposalStore.Add(transaction, proposal);
            Note(transaction, "proposal-made", principal, proposal);
            return id;
        });
    }

    /// <summary>What waits for this releaser, the oldest first.</summary>
    public IReadOnlyList<SeenProposal> Waiting(Principal principal) =>
        principal.Duties.HasFlag(Duties.Release)
            ?
            [
                .. Seen(
                    principal,
                    proposal => proposal.Returned is null && !principal.IsOrActsFor(proposal.Author.Person)
                ),
            ]
            : [];

    /// <summary>What this author has proposed and what came back.</summary>
    public IReadOnlyList<SeenProposal> Own(Principal principal) =>
        [.. Seen(principal, proposal => proposal.Author.Person == principal.Person)];

    /// <summary>A proposal that is this principal's to decide, or was made by him.</summary>
    public Outcome<SeenProposal> Open(Principal principal, RecordId id) =>
        proposals.Find(id) is { } proposal
        && (principal.Duties.HasFlag(Duties.Release) || proposal.Author.Person == principal.Person)
        && Describe(principal, proposal) is { } view
            ? new SeenProposal(proposal, view)
            : ProposalRefusals.NotFound;

    /// <summary>Approves: what was proposed takes effect, and the proposal ends, or neither.</summary>
    public async Task<Outcome<RecordId>> ApproveAsync(Principal principal, RecordId id, Label? label)
    {
        if (ToDecide(principal, id).Refused(out var refusal, out var proposal))
            return refusal;
        if (!StillStands(proposal))
            return ProposalRefusals.AuthorMayNot;
        if (label is not null && LetsInMoreThanProposed(principal, proposal, label))
            return ProposalRefusals.LowerThanProposed;
        if (KindOf(proposal)!.Prepare(principal, proposal, label).Refused(out refusal, out var effect))
            return refusal;
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            if (Gone(transaction, proposal) is { } gone)
                return gone;
            if (effect(transaction).Refused(out var problem, out var record))
                return problem;
            ProposalStore.Delete(transaction, id);
            Note(transaction, "proposal-approved", principal, proposal);
            return record;
        });
    }

    /// <summary>Sends a proposal back to its author, with reasons.</summary>
    public async Task<Outcome<RecordId>> ReturnAsync(Principal principal, RecordId id, string? reason)
    {
        if (ReasonProblem(reason) is { } problem)
            return problem;
        if (ToDecide(principal, id).Refused(out var refusal, out var proposal))
            return refusal;
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            if (Gone(transaction, proposal) is { } gone)
                return gone;
            ProposalStore.Return(transaction, id, new ProposalReturn(reason!.Trim(), principal.Post));
            Note(transaction, "proposal-returned", principal, proposal);
            return id;
        });
    }

    /// <summary>Takes a proposal back; its draft or dispatch stays as it is.</summary>
    public async Task<Outcome<RecordId>> WithdrawAsync(Principal principal, RecordId id)
    {
        if (Open(principal, id).Refused(out var refusal, out var seen))
            return refusal;
        if (seen.Proposal.Author.Person != principal.Person)
            return ProposalRefusals.NotTheAuthor;
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            if (ProposalStore.Find(transaction, id) is null)
                return ProposalRefusals.NotFound;
            ProposalStore.Delete(transaction, id);
            Note(transaction, "proposal-withdrawn", principal, seen.Proposal);
            return seen.Proposal.Dispatch;
        });
    }

    private Outcome<Proposal> ToDecide(Principal principal, RecordId id)
    {
        if (Open(principal, id).Refused(out var refusal, out var seen))
            return refusal;
        if (!principal.Duties.HasFlag(Duties.Release))
            return DispatchRefusals.NotYourDuty;
        return principal.IsOrActsFor(seen.Proposal.Author.Person) ? ProposalRefusals.OwnProposal : seen.Proposal;
    }

    // It takes effect in its author's name: he must be entitled to it on the day.
    private bool StillStands(Proposal proposal) =>
        principals.Of(proposal.Author) is { } author
        && author.Duties.HasFlag(Duties.Write)
        && Describe(author, proposal) is not null;

    // One person alone would have decided it.
    private bool LetsInMoreThanProposed(Principal principal, Proposal proposal, Label label)
    {
        if (Describe(principal, proposal)?.LabelToChoose is not { } proposed || proposed == label)
            return false;
        var now = clock.GetUtcNow();
        return policies.Current.Find(label.Policy) is not { } policy
            || policy.Widens(policy.Complete(proposed, now), policy.Complete(label, now), now);
    }

    // Two releasers may press at once: whoever comes second finds it decided.
    private static Refusal? Gone(LedgerTransaction transaction, Proposal proposal) =>
        ProposalStore.Find(transaction, proposal.Id) switch
        {
            null => ProposalRefusals.NotFound,
            { Returned: not null } => ProposalRefusals.Returned,
            _ => null,
        };

    private IEnumerable<SeenProposal> Seen(Principal principal, Predicate<Proposal> wanted) =>
        proposals
            .All()
            .Where(proposal => wanted(proposal))
            .Select(proposal => (Proposal: proposal, View: Describe(principal, proposal)))
            .Where(seen => seen.View is not null)
            .Select(seen => new SeenProposal(seen.Proposal, seen.View!));

    private ProposalView? Describe(Principal principal, Proposal proposal) =>
        KindOf(proposal)?.Describe(principal, proposal);

    private ProposalKind? KindOf(Proposal proposal) => kinds.FirstOrDefault(kind => kind.Name == proposal.Kind);

    private static Refusal? ReasonProblem(string? reason) =>
        string.IsNullOrWhiteSpace(reason)
            ? DispatchRefusals.Missing("reason", "Say why: the other person decides by it.")
        : reason.Length > LongestReason
            ? DispatchRefusals.Wrong("reason", "too-long", $"A reason has at most {LongestReason} characters.")
        : null;

    // The journal is for ever: it holds what shows that a text was the one, not the text.
    private static void Note(LedgerTransaction transaction, string act, Principal principal, Proposal proposal) =>
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act,
                by = principal.Account,
                proposal = proposal.Id.ToString(),
                proposal.Kind,
                dispatch = proposal.Dispatch.ToString(),
                proposedBy = proposal.Author.Person.ToString(),
                content = Digest.Of(Encoding.UTF8.GetBytes(proposal.Content)).ToString(),
            }
        );
}
