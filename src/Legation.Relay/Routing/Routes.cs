using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Legation.Labels;
using Legation.Records.Access;

namespace Legation.Relay;

/// <summary>On which links a record goes, and what stays for parties unknown.</summary>
internal sealed record Targets(IReadOnlyList<LinkRow> Links, ImmutableArray<RecordId> Unknown);

/// <summary>
/// The rule by which records are queued, decided again when they are sent, and previewed: the next hop must be, or lead
/// to, a node that is addressed, and the label must permit both.
/// </summary>
internal sealed class Routes(
    NodeIdentity self,
    KnownNodes nodes,
    LinkTable links,
    Interned interned,
    AudienceHomes homes,
    AccessRule rule,
    AcceptedPolicies policies
)
{
    private volatile Decisions decided = new(LabelPolicies.None);

    /// <summary>The link on which a node is reached: its own, else the one that carries the rest.</summary>
    public LinkRow? NextHop(RecordId node) =>
        node == self.Id ? null : links.ByPeer(node) ?? links.All.FirstOrDefault(link => link.Rest);

    /// <summary>The link to a neighbour, as it stands now.</summary>
    public LinkRow LinkTo(RecordId peer) =>
        links.ByPeer(peer) ?? throw new InvalidOperationException("There is no such link.");

    /// <summary>Where a record goes that takes effect.</summary>
    public Targets TargetsOf(AppliedRecord record, FindEnvelope find)
    {
        var audience = homes.Of(record.Audience, find);
        var back = NextHop(record.Header.Home);
        var label = interned.LabelAt(record.Label);
        var targets = links.All.Where(link =>
            link.Number != back?.Number && WhyNot(label, audience, link, record.Header.Home) is null
        );
        return new Targets([.. targets], audience.Unknown);
    }

    /// <summary>Why a record may not go on a link any more; null if it may.</summary>
    public string? WhyNot(int label, int audience, LinkRow link, FindEnvelope find) =>
        WhyNot(interned.LabelAt(label), homes.Of(audience, find), link, home: null);

    /// <summary>The same of a version whose label and audience may not be durable yet.</summary>
    public string? WhyNot(AppliedRecord record, LinkRow link, FindEnvelope find) =>
        WhyNot(interned.LabelAt(record.Label), homes.Of(record.Audience, find), link, home: null);

    /// <summary>The same under a label that has no number.</summary>
    public string? WhyNotUnder(Label label, int audience, LinkRow link, FindEnvelope find) =>
        WhyNot(node => DecideAfresh(label, node), homes.Of(audience, find), link, home: null);

    private string? WhyNot(Label label, Homes audience, LinkRow link, RecordId? home) =>
        WhyNot(node => Decide(label, node), audience, link, home);

    private Decision? Decide(Label label, RecordId node)
    {
        if (nodes.Find(node)?.Clearance is not { } clearance)
            return null;
        var (known, accepted) = (decided, policies.Current);
        if (!ReferenceEquals(known.Under, accepted))
            decided = known = new Decisions(accepted);
        return known.ByKey.GetOrAdd(new DecisionKey(label, clearance), key => rule.Decide(key.Label, key.Clearance));
    }

    /// <summary>
    /// Whether a label permits a node; null if this node does not know that node's clearance. For labels that are only
    /// tried: nothing is remembered.
    /// </summary>
    public Decision? DecideAfresh(Label label, RecordId node) =>
        nodes.Find(node)?.Clearance is { } clearance ? rule.Decide(label, clearance) : null;

    private string? WhyNot(Func<RecordId, Decision?> decide, Homes audience, LinkRow link, RecordId? home)
    {
        if (decide(link.Peer) is not { Permitted: true } peer)
            return NotReleasable(link.Peer, decide(link.Peer));
        if (audience.Everyone)
            return null;
        string? why = null;
        foreach (var node in audience.Nodes)
        {
            if (node == self.Id || node == home || NextHop(node)?.Number != link.Number)
                continue;
            if (decide(node) is not { Permitted: false } denied)
                return null;
            why ??= NotReleasable(node, denied);
        }
        return why ?? "nobody addressed is reached on this link";
    }

    private string NotReleasable(RecordId node, Decision? decision) =>
        decision is { } denied
            ? $"label not releasable to {nodes.NameOf(node)}: {denied.Explain()}"
            : $"no clearance of {nodes.NameOf(node)} is known";

    /// <summary>What was decided under one set of policies.</summary>
    private sealed record Decisions(LabelPolicies Under)
    {
        public ConcurrentDictionary<DecisionKey, Decision> ByKey { get; } = new();
    }

    // Labels and clearances are compared as instances: interned labels have one each, a changed clearance is a new one.
    private readonly record struct DecisionKey(Label Label, Clearance Clearance)
    {
        public bool Equals(DecisionKey other) =>
            ReferenceEquals(Label, other.Label) && ReferenceEquals(Clearance, other.Clearance);

        public override int GetHashCode() =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(Label), RuntimeHelpers.GetHashCode(Clearance));
    }
}
