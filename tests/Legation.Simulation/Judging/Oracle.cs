namespace Legation.Simulation;

/// <summary>
/// The oracle: simple rules, independent of the product's, over all that was written. Who is addressed by the plan, who is
/// cleared by a table, which way leads where.
/// </summary>
internal sealed class Oracle(Plan plan, Holdings holdings)
{
    private readonly Dictionary<Digest, Written> byHash = [];
    private readonly Dictionary<(int Sender, int Epoch, int Receiver, Lane Lane, long Number), Digest> numbers = [];
    private readonly Dictionary<(int Receiver, int Sender), int> newestEpoch = [];
    private readonly HashSet<(int, int, int, Lane, long, Digest)> receipted = [];
    private readonly HashSet<(int, int, int, Lane, long, Digest)> perhaps = [];
    private readonly Dictionary<int, HashSet<Digest>> lost = [];
    private readonly bool[,] lowered = new bool[plan.Nodes, plan.Nodes];
    private readonly HashSet<(int By, int Of)> accepted = [];
    private readonly List<(SimulatedNode Node, int Of)> uncertain = [];
    private readonly HashSet<Digest> revoked = [];
    private readonly HashSet<(RecordId, int From, int To)> went = [];

    public List<Written> All { get; } = [];

    public Written? Find(Digest hash) => byHash.GetValueOrDefault(hash);

    public void Add(Written written)
    {
        All.Add(written);
        byHash[written.Hash] = written;
    }

    /// <summary>A node says from now on that another may have what is restricted, or may not.</summary>
    public void SetLowered(int by, int of, bool value) => lowered[by, of] = value;

    /// <summary>After an act that failed in the middle: what the node says itself, once it is up.</summary>
    public void ReadLowered(SimulatedNode node, int of) => uncertain.Add((node, of));

    /// <summary>A node has accepted the card of one that was strange to it.</summary>
    public void Accepted(int by, int of) => accepted.Add((by, of));

    /// <summary>A node takes its former keys back: what it signed with them is taken no more where that is known.</summary>
    public void Revoked(IEnumerable<Digest> keys) => revoked.UnionWith(keys);

    public bool IsByRevokedKey(Written written) => written.Record.KeyId is { } key && revoked.Contains(key);

    public bool IsLowered(int by, int of)
    {
        Settle();
        return lowered[by, of];
    }

    /// <summary>A node has lost what an earlier copy of its disk had not; what it knew of others' epochs too.</summary>
    public void Restored(int node, HashSet<Digest> versions)
    {
        if (!lost.TryAdd(node, versions))
            lost[node].UnionWith(versions);
        for (var sender = 0; sender < plan.Nodes; sender++)
            newestEpoch.Remove((node, sender));
    }

    public bool WasRestored(int node) => lost.ContainsKey(node);

    /// <summary>Something goes over the line: under its own numbers, and only what may go there now.</summary>
    public void Sent(int from, int to, Batch batch)
    {
        for (var i = 0; i < batch.Items.Count; i++)
        {
            var (number, hash) = (batch.Head.First + i, batch.Head.Hashes[i]);
            var key = (from, batch.Head.Epoch, to, batch.Head.Lane, number);
            if (!numbers.TryAdd(key, hash) && numbers[key] != hash)
                throw new ViolationException(
                    "a number carries one record",
                    $"{from}→{to} {batch.Head.Lane} {number} of epoch {batch.Head.Epoch} carries two"
                );
            if (batch.Items[i].ClaimsVoid || Find(hash) is not { } written)
                continue;
            if (!MayGo(written, from, to) && !(written.IsRelabelling && MayBeTold(written, from, to)))
                throw new ViolationException(
                    "release is decided when something is sent",
                    $"{written} goes {from}→{to}, where it may not go now"
                );
            went.Add((written.Id, from, to));
        }
    }

    /// <summary>A receipt is given: not to an older epoch than one that was seen, unless the batch was taken before.</summary>
    public void Receipted(int receiver, int sender, BatchHead head)
    {
        var newest = newestEpoch.GetValueOrDefault((receiver, sender));
        var batch = (receiver, sender, head.Epoch, head.Lane, head.First, head.Content());
        if (head.Epoch < newest && !receipted.Contains(batch) && !perhaps.Contains(batch))
            throw new ViolationException(
                "an old epoch is refused",
                $"{receiver} takes {sender}'s epoch {head.Epoch} after {newest}"
            );
        receipted.Add(batch);
        newestEpoch[(receiver, sender)] = Math.Max(newest, head.Epoch);
    }

    /// <summary>No receipt was given, for the store failed; the batch may be durable all the same, and known again later.</summary>
    public void PerhapsTaken(int receiver, int sender, BatchHead head) =>
        perhaps.Add((receiver, sender, head.Epoch, head.Lane, head.First, head.Content()));

    /// <summary>Whether a batch was taken before by a node that has not lost it since.</summary>
    public bool WasReceipted(int receiver, int sender, BatchHead head) =>
        receipted.Contains((receiver, sender, head.Epoch, head.Lane, head.First, head.Content()));

    /// <summary>Of each record the newest version whose home has said that it is committed, and has not lost it since.</summary>
    public IEnumerable<Written> Newest() =>
        All.Where(written => written.IsAcknowledged && !IsLost(written, [written.Home]))
            .GroupBy(written => written.Id)
            .Select(versions => versions.MaxBy(v => (v.Record.Header.Epoch, v.Record.Header.Version))!);

    /// <summary>A version and those after it, which may be there although their home did not say so.</summary>
    public IEnumerable<Written> From(Written version) =>
        All.Where(other =>
            other.Id == version.Id
            && (other.Record.Header.Epoch, other.Record.Header.Version).CompareTo(
                (version.Record.Header.Epoch, version.Record.Header.Version)
            ) >= 0
        );

    /// <summary>The label that counts at a node, by what of its relabellings is in effect there.</summary>
    public bool IsRestrictedAt(Written written, int node)
    {
        var known = written.Relabellings.Where(said =>
            said.Records.Exists(record => holdings.IsInEffect(record, node))
        );
        return known.MaxBy(said => said.Number)?.IsRestricted ?? written.IsRestricted;
    }

    /// <summary>Whether a node that has a version knows the label that counts where it is at home.</summary>
    public bool KnowsLabel(Written written, int node) =>
        !IsSettled(written) || IsRestrictedAt(written, node) == IsRestrictedAtLast(written);

    /// <summary>Whether a later version of it, or of what it is about, is in effect at a node.</summary>
    public bool IsPassedOver(Written written, int node) =>
        From(written).Any(later => later != written && holdings.IsInEffect(later, node))
        || (written.About is { } about && IsPassedOver(about, node));

    /// <summary>Whether a version may go from a node to its neighbour by what the sender says now.</summary>
    public bool MayGo(Written written, int from, int to) =>
        Permits(written, from, to)
        && (!written.IsRelabelling || MayGo(written.About!, from, to))
        && written.Addressed.Any(node =>
            node != from
            && plan.NextHop(from, node) == to
            && (!KnowsClearance(from, node) || Permits(written, from, node))
        );

    /// <summary>Whether a node may ever have a version: addressed, or on the way to somebody who is.</summary>
    public bool MayHave(Written written, int node) =>
        node == written.Home
        || (
            (plan.Cleared[node] || !written.IsRestricted || written.Relabellings.Exists(said => !said.IsRestricted))
            && !(written.IsForged && written.Home != node)
            && written.Addressed.Any(to => Ways(written, to).Contains(node))
        );

    /// <summary>Whether a version may be in effect at a node: beyond the office only with its clearance.</summary>
    public static bool MayTakeEffect(Written written, int node) =>
        node == written.Home
        || (!written.IsForged && (written.Through is not { } office || node == office || written.LetGo.Count > 0));

    /// <summary>Whether a version has to be in effect at a node when everything has healed.</summary>
    public bool MustHave(Written written, int node)
    {
        if (!written.IsAcknowledged || !MayTakeEffect(written, node))
            return false;
        if (written.Home == node)
            return !IsLost(written, [node]);
        return written.Addressed.Contains(node)
            && !IsByRevokedKey(written)
            && Way(written, node) is { } way
            && !IsLost(written, way)
            && !written.Relabellings.Exists(said => said.Records.Exists(record => IsLost(record, way)))
            && (written.About is not { } about || MustFollow(written, about, node, way))
            && (written.Through is not { } office || node == office || written.LetGo.Exists(by => MustHave(by, node)));
    }

    // Where what it is about was lost with a disk, it is held for that.
    private bool MustFollow(Written written, Written about, int node, List<int> way) =>
        MustHave(about, node) && !IsLost(about, way) && !IsRelabelledNoMore(written);

    // What a relabelling names may have been superseded by a version with another label, by which the release goes.
    private bool IsRelabelledNoMore(Written written) => written.IsRelabelling && From(written.About!).Skip(1).Any();

    // Who had it is told of its label, whatever that is now.
    private bool MayBeTold(Written relabelling, int from, int to) =>
        Permits(relabelling, from, to)
        && (
            went.Contains((relabelling.About!.Id, from, to))
            || holdings.MayHaveGone(relabelling.About.Id, from, to)
            || All.Exists(version => version.Id == relabelling.About.Id && MayGo(version, from, to))
        );

    // What was lost with the home's disk, or signed with a key that was revoked, some know and some do not.
    private bool IsSettled(Written written) =>
        !written.Relabellings.Exists(said =>
            said.Records.Exists(record => IsByRevokedKey(record) || IsLost(record, [said.Home]))
        );

    private bool IsRestrictedAtLast(Written written) =>
        written.Relabellings.Count == 0
            ? written.IsRestricted
            : !IsSettled(written) || IsRestrictedAt(written, written.Relabellings[0].Home);

    // By the route of the network: every node on it must be permitted by the one before, beyond the office from there.
    private List<int>? Way(Written written, int node)
    {
        var way = OnTheWay(written.Home, node);
        if (written.Through is { } office && node != office && !way.Contains(office))
            way = [.. plan.Path(written.Home, office), .. plan.Path(office, node).Skip(1)];
        return way.Skip(1).All(hop => plan.Cleared[hop]) || !IsRestrictedAtLast(written) ? way : null;
    }

    private List<int> OnTheWay(int from, int to) => [.. plan.Path(from, to)];

    private IEnumerable<int> Ways(Written written, int to) =>
        written.Through is { } office
            ? OnTheWay(written.Home, to).Concat(OnTheWay(written.Home, office)).Concat(OnTheWay(office, to))
            : OnTheWay(written.Home, to);

    // A disk that was put back has lost what had come to it since the copy, and its neighbours take it for delivered.
    private bool IsLost(Written written, IEnumerable<int> way) =>
        way.Any(node => lost.TryGetValue(node, out var versions) && versions.Contains(written.Hash));

    private bool Permits(Written written, int by, int node) =>
        !IsRestrictedAt(written, by) || (plan.Cleared[node] && !IsLowered(by, node));

    private void Settle()
    {
        for (var i = uncertain.Count - 1; i >= 0; i--)
            if (uncertain[i] is ({ IsUp: true } node, var of))
            {
                var clearance = node.Get<NodeCards>().ClearanceOf(Identity.All[of].Node)!;
                lowered[node.Index, of] = clearance.Classifications.Length < Founding.Restricted.Classifications.Length;
                uncertain.RemoveAt(i);
            }
    }

    private bool KnowsClearance(int by, int node) => !plan.AreStrangers(by, node) || accepted.Contains((by, node));
}
