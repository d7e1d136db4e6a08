using System.Collections.Immutable;

namespace Legation.Simulation;

/// <summary>A link of a plan, by the numbers of its nodes: whether it carries the rest at one end and at the other.</summary>
internal readonly record struct PlannedLink(int From, int To, bool RestAtFrom, bool RestAtTo);

/// <summary>
/// A network, chosen by its variant: who is linked, whose posts go through the office, who may have what is restricted,
/// whose cards are strange to one another at first. Node 0 is headquarters, node 1 the office.
/// </summary>
internal sealed class Plan
{
    public const int Variants = 8;
    public const int FlashLimit = 1;
    public const int ImmediateLimit = 2;
    private readonly int[,] hops;

    public Plan(int nodes, int variant)
    {
        (Nodes, Variant) = (nodes, variant);
        var random = new Random((nodes * 1000) + variant);
        var hub = variant % 4 == 0 ? 0 : 1;
        var second = nodes >= 6 && variant % 4 >= 2 ? 1 - hub : (int?)null;
        Links = [.. Linked(random, hub, second)];
        Cleared = [.. Enumerable.Range(0, nodes).Select(i => i == hub || random.Next(4) > 0)];
        Strangers = variant % 3 == 2 && nodes > 3 ? (2, nodes - 1) : null;
        hops = Hops();
        // Nobody stands between such a post and the office.
        Through = [.. Enumerable.Range(0, nodes).Select(i => i >= 2 && NextHop(i, 1) == 1 && random.Next(3) > 0)];
        Limited = [.. Through.Select(isThrough => isThrough && random.Next(3) > 0)];
    }

    /// <summary>A variant by the seed; of large networks there are fewer, for each takes time to found.</summary>
    public static int VariantFor(int nodes, int seed) => nodes <= 4 ? seed % Variants : 2 + (seed % 2 * 3);

    public int Nodes { get; }

    public int Variant { get; }

    public ImmutableArray<PlannedLink> Links { get; }

    /// <summary>Whether a node may have what is restricted.</summary>
    public ImmutableArray<bool> Cleared { get; }

    /// <summary>Whether the dispatches of a node's post go through the office.</summary>
    public ImmutableArray<bool> Through { get; }

    /// <summary>Whether the office has a time limit for what a node's post sends.</summary>
    public ImmutableArray<bool> Limited { get; }

    /// <summary>How many minutes the office has before it passes to the deputy, and he before it goes on; null: no limit.</summary>
    public int? LimitOf(int node, Precedence precedence) =>
        !Limited[node] ? null
        : precedence == Precedence.Flash ? FlashLimit
        : precedence == Precedence.Immediate ? ImmediateLimit
        : null;

    /// <summary>Two nodes that have not accepted each other's card at first.</summary>
    public (int One, int Other)? Strangers { get; }

    public bool AreStrangers(int one, int other) => Strangers == (one, other) || Strangers == (other, one);

    public bool IsStranger(int node) => Strangers is { } s && (s.One == node || s.Other == node);

    /// <summary>The neighbour over which a node reaches another.</summary>
    public int NextHop(int from, int to) => hops[from, to];

    /// <summary>The nodes between two, both included.</summary>
    public IEnumerable<int> Path(int from, int to)
    {
        for (var at = from; at != to; at = NextHop(at, to))
            yield return at;
        yield return to;
    }

    public override string ToString() =>
        $"{Nodes} nodes, variant {Variant}: links {string.Join(", ", Links.Select(l => $"{l.From}–{l.To}"))}; "
        + $"not for restricted: {Names(Cleared, false)}; through the office: {Names(Through, true)}; in time: {Names(Limited, true)}"
        + (Strangers is { } s ? $"; strangers: {s.One} and {s.Other}" : "");

    private static string Names(ImmutableArray<bool> flags, bool value) =>
        string.Join(", ", Enumerable.Range(0, flags.Length).Where(i => flags[i] == value).DefaultIfEmpty(-1))
            is var names
        && names == "-1"
            ? "none"
            : names;

    // A star around a hub, or two stars whose hubs carry the rest for each other; now and then a line past the hub.
    private IEnumerable<PlannedLink> Linked(Random random, int hub, int? second)
    {
        if (second is { } other)
            yield return new PlannedLink(hub, other, true, true);
        var leaves = Enumerable.Range(0, Nodes).Where(i => i != hub && i != second).ToList();
        foreach (var leaf in leaves)
            yield return new PlannedLink(second is { } s && random.Next(2) == 0 ? s : hub, leaf, false, true);
        if (Variant % 4 == 1)
            yield return new PlannedLink(leaves[0], leaves[^1], false, false);
    }

    private int[,] Hops()
    {
        var table = new int[Nodes, Nodes];
        for (var from = 0; from < Nodes; from++)
        for (var to = 0; to < Nodes; to++)
            table[from, to] = from == to ? to : Hop(from, to);
        return table;
    }

    private int Hop(int from, int to)
    {
        var own = Ends(from).ToList();
        return own.Any(e => e.Peer == to) ? to : own.First(e => e.CarriesRest).Peer;
    }

    private IEnumerable<(int Peer, bool CarriesRest)> Ends(int node) =>
        Links
            .Where(l => l.From == node)
            .Select(l => (l.To, l.RestAtFrom))
            .Concat(Links.Where(l => l.To == node).Select(l => (l.From, l.RestAtTo)));
}
