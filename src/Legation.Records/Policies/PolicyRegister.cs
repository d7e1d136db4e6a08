using System.Collections.Immutable;
using System.Text.Json;
using Legation.Labels;
using Legation.Records.Audit;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Records.Policies;

/// <summary>The label policies of this node: issues versions of its own, and lets those count that its security officer accepts.</summary>
public sealed class PolicyRegister
{
    private readonly NodeIdentity node;
    private readonly Ledger ledger;
    private readonly IRecordStore store;
    private readonly RecordMaker maker;
    private readonly LabelPolicies shipped;
    private readonly AcceptedPolicies accepted;
    private readonly IReadOnlyList<IPolicyFollower> followers;
    private readonly TimeProvider clock;
    private readonly PolicyKind kind;
    private readonly Lock gate = new();

    /// <summary>For the container.</summary>
    public PolicyRegister(
        NodeIdentity node,
        Ledger ledger,
        IRecordStore store,
        RecordMaker maker,
        LabelPolicies shipped,
        AcceptedPolicies accepted,
        IEnumerable<IPolicyFollower> followers,
        TimeProvider clock
    )
    {
        (this.node, this.ledger, this.store, this.maker) = (node, ledger, store, maker);
        (this.shipped, this.accepted, this.clock) = (shipped, accepted, clock);
        this.followers = [.. followers];
        kind = new PolicyKind(shipped);
    }

    /// <summary>Every policy that is known here, by id: those that count first.</summary>
    public IReadOnlyList<PolicyView> All()
    {
        using var session = store.OpenReader();
        var counting = session.Query(PolicyStore.AllAccepted, PolicyStore.MapAccepted);
        var offered = session.Query(PolicyStore.AllOffered, PolicyStore.MapOffered);
        return
        [
            .. new LabelPolicies([
                .. shipped,
                .. counting.Select(entry => entry.Policy),
                .. offered.Select(o => o.Policy),
            ]).Select(policy => View(policy.Id, counting, offered)),
        ];
    }

    /// <summary>How many policies have a version that waits to be accepted.</summary>
    public int CountWaiting()
    {
        using var session = store.OpenReader();
        return session.Query(PolicyStore.CountWaiting, r => r.GetInt32(0)).Single();
    }

    /// <summary>The policy of that id; null if none is known here.</summary>
    public PolicyView? Find(string id) => All().FirstOrDefault(view => IsSame(view.Id, id));

    /// <summary>
    /// Issues a policy, or a new version of one that this node has issued, to the whole network. It counts nowhere
    /// before it is accepted there, nor here.
    /// </summary>
    /// <param name="json">The policy in JSON.</param>
    /// <param name="by">Account of the security officer; empty for the command line.</param>
    public async Task<Outcome<OfferedPolicy>> IssueAsync(ReadOnlyMemory<byte> json, string by)
    {
        if (PolicyKind.Read(json).Refused(out var refusal, out var policy))
            return refusal;
        var known = Newest(policy.Id);
        if (known is not null && known.Header.Home != node.Id)
            return PolicyRefusals.NotHome(policy.Id);
        var record = Write(json, known);
        var issued = await ledger.RunAsync(transaction => Issue(transaction, record, policy, by));
        return issued.Refused(out refusal, out _) ? refusal : Find(policy.Id)!.Offered!;
    }

    /// <summary>From now on this version counts on this node: for what people may read and what links may carry.</summary>
    /// <param name="id">Id of the policy.</param>
    /// <param name="version">Version that the officer has looked at.</param>
    /// <param name="by">Account of the security officer; empty for the command line.</param>
    public async Task<Outcome<AcceptedPolicy>> AcceptAsync(string id, int version, string by)
    {
        var done = await ledger.RunAsync(transaction => Accept(transaction, id, version, by));
        if (done.Refusal is null)
        {
            Refresh();
            foreach (var follower in followers)
                await follower.PoliciesChangedAsync();
        }
        return done;
    }

    private PolicyView View(string id, List<AcceptedPolicy> counting, List<StoredPolicy> offered)
    {
        var versions = Shipped(id).Concat(counting.Where(entry => IsSame(entry.Policy.Id, id))).ToList();
        var newest = offered.Find(entry => IsSame(entry.Policy.Id, id));
        var waits = newest is not null && versions.TrueForAll(entry => entry.Policy.Version < newest.Policy.Version);
        return new PolicyView(
            id,
            versions.LastOrDefault(),
            waits ? Offered(newest!, [.. versions.Select(entry => entry.Policy)]) : null
        )
        {
            Record = newest?.Record,
        };
    }

    private static OfferedPolicy Offered(StoredPolicy stored, IReadOnlyList<LabelPolicy> before) =>
        new(stored.Policy, stored.Record, stored.Home, stored.At, Lowered(stored.Policy, before));

    private Outcome<AppendResult> Issue(
        LedgerTransaction transaction,
        SignedRecord record,
        LabelPolicy policy,
        string by
    )
    {
        if (kind.Contradiction(record.Header, policy, transaction) is { } refusal)
            return refusal;
        var appended = transaction.Append(record);
        if (appended.Refusal is { } stale)
            return stale;
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act = "issue-policy",
                policy = policy.Id,
                policy.Version,
                record = record.Header.Id.ToString(),
                by,
            }
        );
        return appended;
    }

    private Outcome<AcceptedPolicy> Accept(LedgerTransaction transaction, string id, int version, string by)
    {
        var key = PolicyKind.KeyOf(id);
        if (transaction.Query(PolicyStore.OfferedOf, PolicyStore.MapOffered, key) is not [var offered])
            return PolicyRefusals.NotHere(id);
        var policy = offered.Policy;
        if (policy.Version != version)
            return PolicyRefusals.NotThisVersion(policy);
        List<AcceptedPolicy> before =
        [
            .. Shipped(id),
            .. transaction.Query(PolicyStore.AcceptedOf, PolicyStore.MapAccepted, key),
        ];
        if (before is [.., var last] && last.Policy.Version >= version)
            return PolicyRefusals.Accepted(last.Policy);
        if (Lowered(policy, [.. before.Select(entry => entry.Policy)]) is { IsEmpty: false } lowered)
            return PolicyRefusals.Lowers(policy, lowered);
        transaction.Execute(PolicyStore.Accept, key, version, offered.Body, transaction.Now.ToMicroseconds(), by);
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act = "accept-policy",
                policy = policy.Id,
                version,
                record = offered.Record.ToString(),
                by,
            }
        );
        foreach (var follower in followers)
            follower.PolicyAccepted(transaction);
        return new AcceptedPolicy(policy, transaction.Now, by);
    }

    // A protection that ended in between protects still: what it marked is there.
    private static ImmutableArray<LabelProblem> Lowered(LabelPolicy policy, IReadOnlyList<LabelPolicy> before) =>
        [.. before.SelectMany(older => policy.Lowers(older)).Distinct()];

    private IEnumerable<AcceptedPolicy> Shipped(string id) =>
        shipped.Find(id) is { } policy ? [new AcceptedPolicy(policy, null, "")] : [];

    // Of two who read at once the later must not be overtaken.
    private void Refresh()
    {
        lock (gate)
            accepted.Replace(PolicyStore.Counting(store, shipped));
        ledger.Changes.RightsChanged();
    }

    private SignedRecord? Newest(string id)
    {
        using var journal = new Journal(store);
        return journal.Query(PolicyStore.OfferedOf, PolicyStore.MapOffered, PolicyKind.KeyOf(id)) is [var known]
            ? journal.Current(known.Record)?.Record
            : null;
    }

    private SignedRecord Write(ReadOnlyMemory<byte> json, SignedRecord? known)
    {
        using var body = JsonDocument.Parse(json);
        var intent = new RecordIntent(new Author(node.Id, node.Id), LabelForAll(), [Audiences.Everyone]);
        return known is null
            ? maker.First(maker.NewId(PolicyKind.Word), intent, body.RootElement)
            : maker.Next(known, intent, body.RootElement);
    }

    // A policy is no secret: whoever has the lowest classification and one value of each limit may read it.
    private Label LabelForAll()
    {
        var (policy, now) = (accepted.Current.First(), clock.GetUtcNow());
        var lowest = policy.Classifications.Where(c => c.Retired is null).MinBy(c => c.Hierarchy)!;
        var label = new Label { Policy = policy.Id, Classification = lowest.Name };
        foreach (var tagSet in policy.TagSets)
            if (tagSet is { Required: true, Type: TagSetType.Permissive })
                label = label with { Categories = label.Categories.SetItem(tagSet.Id, Usable(tagSet, lowest.Name)) };
        return policy.Complete(label, now);
    }

    private static ImmutableArray<string> Usable(TagSet tagSet, string classification) =>
        [
            .. tagSet
                .Values.Where(value =>
                    value.Retired is null && !value.Excludes.Contains(classification, StringComparer.OrdinalIgnoreCase)
                )
                .Select(value => value.Name)
                .Take(tagSet.Maximum ?? int.MaxValue),
        ];

    private static bool IsSame(string left, string right) => PolicyKind.KeyOf(left) == PolicyKind.KeyOf(right);
}
