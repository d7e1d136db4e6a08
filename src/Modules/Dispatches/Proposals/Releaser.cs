using System.Text;
using Legation.Dispatches.Model;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;

namespace Legation.Dispatches.Proposals;

/// <summary>A proposal in a list.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Labels">Under which its title stands, as of now: its own, and those of what it is about.</param>
internal sealed record ProposalLine(Proposal Proposal, IReadOnlyList<Label> Labels);

/// <summary>A proposal with all that its kind shows of it.</summary>
/// <param name="Line">The proposal, as lists show it.</param>
/// <param name="View">What its page shows.</param>
/// <param name="MayDecide">Whether whoever looks is the second person to it.</param>
internal sealed record OpenProposal(ProposalLine Line, ProposalView View, bool MayDecide)
{
    public Proposal Proposal => Line.Proposal;
}

/// <summary>
/// The second of two persons. What would let in anybody whom a label kept out is proposed by one and takes effect when
/// another approves it, who has the duty to release and may read all that it is about.
/// </summary>
internal sealed class Releaser(
    ProposalStore proposals,
    IEnumerable<ProposalKind> kinds,
    ReadGateway gateway,
    IPrincipals principals,
    AcceptedPolicies policies,
    RecordMaker maker,
    Ledger ledger,
    TimeProvider clock
)
{
    private const int LongestReason = 2_000;

    /// <summary>Lays something before a releaser. What the same author got back about it is done with.</summary>
    public async Task<Outcome<RecordId>> ProposeAsync(Principal principal, Asked asked, string? reason)
    {
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (ReasonProblem(reason) is { } problem)
            return problem;
        if (!MaySee(principal, asked))
            return ProposalRefusals.NotYours;
        if (Deciding(principal, asked.Labels, asked.About).Count == 0)
            return ProposalRefusals.NobodyToDecide;
        var id = maker.NewId(Proposal.IdKind);
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            var proposal = new Proposal(id, asked, reason!.Trim(), principal.ToAuthor(), transaction.Now);
            var same = SameOfAuthor(transaction, proposal);
            if (same.Exists(other => other.Returned is null))
                return ProposalRefusals.WaitsAlready;
            foreach (var returned in same)
                ProposalStore.Delete(transaction, returned.Id);
            ProposalStore.Add(transaction, proposal);
            Note(transaction, "proposal-made", principal, proposal);
            return id;
        });
    }

    /// <summary>Who of this node could decide what an author asks.</summary>
    /// <param name="author">Who asks.</param>
    /// <param name="labels">Labels of what is shown beside the records.</param>
    /// <param name="about">Records that one must be able to read.</param>
    public IReadOnlyList<Principal> Deciding(
        Principal author,
        IReadOnlyList<Label> labels,
        IReadOnlyList<RecordId> about
    ) =>
        [
            .. principals
                .With(Duties.Release)
                .Where(other => IsSecond(other, author.ToAuthor()) && MaySee(other, labels, about)),
        ];

    /// <summary>What waits for this releaser, the oldest first.</summary>
    public IReadOnlyList<ProposalLine> Waiting(Principal principal) =>
        principal.Duties.HasFlag(Duties.Release)
            ? Lines(principal, proposals.Waiting().Where(proposal => IsSecond(principal, proposal.Author)))
            : [];

    /// <summary>What this author has proposed and what came back.</summary>
    public IReadOnlyList<ProposalLine> Own(Principal principal) => Lines(principal, proposals.Of(principal.Person));

    /// <summary>A proposal that is this principal's to decide, or was made by him.</summary>
    public Outcome<OpenProposal> Open(Principal principal, RecordId id) =>
        Find(principal, id) is { } proposal && KindOf(proposal)?.Open(principal, proposal) is { } view
            ? new OpenProposal(
                Line(principal, proposal),
                view,
                proposal.Returned is null && IsSecond(principal, proposal.Author)
            )
            : ProposalRefusals.NotFound;

    /// <summary>Approves: what was proposed takes effect, and the proposal ends, or neither.</summary>
    public async Task<Outcome<RecordId>> ApproveAsync(Principal principal, RecordId id, Label? label)
    {
        if (ToDecide(principal, id).Refused(out var refusal, out var proposal))
            return refusal;
        if (NotEntitledNow(principal, proposal) is { } entitled)
            return entitled;
        if (label is not null && LetsInMoreThanProposed(proposal, label, principal))
            return ProposalRefusals.LowerThanProposed;
        if (KindOf(proposal)!.Prepare(principal, proposal, label).Refused(out refusal, out var effect))
            return refusal;
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            if (Gone(transaction, proposal) is { } gone)
                return gone;
            if (NotEntitledNow(principal, proposal) is { } since)
                return since;
            if (effect(transaction).Refused(out var problem, out var record))
                return problem;
            ProposalStore.Delete(transaction, id);
            Approvals.Keep(transaction, record, proposal, principal.ToAuthor());
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
        var by = principal.ToAuthor();
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            if (Gone(transaction, proposal) is { } gone)
                return gone;
            ProposalStore.Return(
                transaction,
                id,
                new ProposalReturn(reason!.Trim(), by.InNameOf, AuthorRule.DeputyPost(by))
            );
            Note(transaction, "proposal-returned", principal, proposal);
            return id;
        });
    }

    /// <summary>Takes a proposal back; its draft or dispatch stays as it is.</summary>
    public async Task<Outcome<RecordId>> WithdrawAsync(Principal principal, RecordId id)
    {
        if (Find(principal, id) is not { } proposal)
            return ProposalRefusals.NotFound;
        if (proposal.Author.Person != principal.Person)
            return ProposalRefusals.NotTheAuthor;
        return await ledger.RunAsync<Outcome<RecordId>>(transaction =>
        {
            if (ProposalStore.Find(transaction, id) is null)
                return ProposalRefusals.NotFound;
            ProposalStore.Delete(transaction, id);
            Note(transaction, "proposal-withdrawn", principal, proposal);
            return proposal.Dispatch;
        });
    }

    private Outcome<Proposal> ToDecide(Principal principal, RecordId id)
    {
        if (Find(principal, id) is not { } proposal)
            return ProposalRefusals.NotFound;
        if (!principal.Duties.HasFlag(Duties.Release))
            return DispatchRefusals.NotYourDuty;
        return IsSecond(principal, proposal.Author) ? proposal : ProposalRefusals.OwnProposal;
    }

    private static bool IsSecond(Principal principal, Author author) =>
        principal.Duties.HasFlag(Duties.Release) && !principal.IsOrActsFor(author);

    // It takes effect in its author's name, by the releaser's decision: both must be entitled to it at that moment.
    private Refusal? NotEntitledNow(Principal releaser, Proposal proposal)
    {
        if (
            principals.Of(releaser.ToAuthor()) is not { } second
            || !IsSecond(second, proposal.Author)
            || !MaySee(second, proposal.Asked)
        )
            return ProposalRefusals.NotFound;
        return
            principals.Of(proposal.Author) is { } author
            && author.Duties.HasFlag(Duties.Write)
            && MaySee(author, proposal.Asked)
            ? null
            : ProposalRefusals.AuthorMayNot;
    }

    private List<Proposal> SameOfAuthor(LedgerTransaction transaction, Proposal proposal) =>
        [
            .. ProposalStore
                .About(transaction, proposal.Dispatch)
                .Where(other =>
                    other.Kind == proposal.Kind
                    && other.Author.Person == proposal.Author.Person
                    && KindOf(proposal)!.AreOne(other.Asked, proposal.Asked)
                ),
        ];

    // One person alone would have decided it.
    private bool LetsInMoreThanProposed(Proposal proposal, Label label, Principal principal)
    {
        if (KindOf(proposal)!.Open(principal, proposal)?.LabelToChoose is not { } proposed || proposed == label)
            return false;
        var now = clock.GetUtcNow();
        return policies.Current.Find(label.Policy) is not { } policy
            || policies.Current.Widens(policy.Complete(proposed, now), policy.Complete(label, now), now);
    }

    // Two releasers may press at once: whoever comes second finds it decided.
    private static Refusal? Gone(LedgerTransaction transaction, Proposal proposal) =>
        ProposalStore.Find(transaction, proposal.Id) switch
        {
            null => ProposalRefusals.NotFound,
            { Returned: not null } => ProposalRefusals.Returned,
            _ => null,
        };

    private IReadOnlyList<ProposalLine> Lines(Principal principal, IEnumerable<Proposal> found) =>
        [.. found.Where(proposal => MaySee(principal, proposal.Asked)).Select(proposal => Line(principal, proposal))];

    private ProposalLine Line(Principal principal, Proposal proposal) =>
        new(
            proposal,
            [
                .. proposal.Asked.Labels,
                .. proposal.Asked.About.Select(id => gateway.Label(principal, id)).OfType<Label>(),
            ]
        );

    private Proposal? Find(Principal principal, RecordId id) =>
        proposals.Find(id) is { } proposal
        && (principal.Duties.HasFlag(Duties.Release) || proposal.Author.Person == principal.Person)
        && MaySee(principal, proposal.Asked)
            ? proposal
            : null;

    // Nothing is opened for it: a list that counts proposals is no reading of what they are about.
    private bool MaySee(Principal principal, Asked asked) => MaySee(principal, asked.Labels, asked.About);

    private bool MaySee(Principal principal, IReadOnlyList<Label> labels, IReadOnlyList<RecordId> about) =>
        gateway.Among(principal, about).Count == about.Count
        && labels.Count > 0
        && labels.All(label => policies.Current.Decide(label, principal.Clearance, clock.GetUtcNow()).Permitted);

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
