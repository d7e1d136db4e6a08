using CsCheck;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records;

/// <summary>However records arrive, in the end every node shows the same.</summary>
public sealed class OrderOfArrivalTests
{
    private const int Strangers = -1;
    private const int Upgrade = -2;
    private static readonly string[] Kinds = ["memo", "memo", "reply", "mark", "share"];
    private static readonly string[] Levels = ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"];

    [Fact]
    public void any_order_of_arrival_ends_in_the_same_projections_and_current_versions() =>
        Gen.Select(Gen.Int, Gen.Int[1, 16], Gen.Int[1, 1_000_000])
            .Sample(
                (seed, records, order) =>
                {
                    using var peer = new HomeNode(2);
                    using var stranger = new HomeNode(3);
                    var world = World(new Random(seed), peer, stranger, records);
                    var mixed = Enumerable.Range(Strangers, world.Count + 1).OrderBy(_ => Next(ref order)).ToList();

                    var inOrder = EndOf(world, [Strangers, .. Enumerable.Range(0, world.Count)], peer, stranger);
                    EndOf(world, mixed, peer, stranger).ShouldBe(inOrder);
                },
                iter: 100
            );

    [Fact]
    public void a_node_that_learns_kinds_late_ends_where_one_does_that_always_knew_them() =>
        Gen.Select(Gen.Int, Gen.Int[1, 16], Gen.Int[1, 1_000_000], Gen.Int[0, 15])
            .Sample(
                (seed, records, order, unknown) =>
                {
                    using var peer = new HomeNode(2);
                    using var stranger = new HomeNode(3);
                    var world = World(new Random(seed), peer, stranger, records);
                    var mixed = Enumerable.Range(Upgrade, world.Count + 2).OrderBy(_ => Next(ref order)).ToList();
                    var late = Kinds.Distinct().Where((_, n) => (unknown & (1 << n)) != 0).ToList();

                    var inOrder = EndOf(world, [Strangers, .. Enumerable.Range(0, world.Count)], peer, stranger);
                    EndOf(world, mixed, peer, stranger, late).ShouldBe(inOrder);
                },
                iter: 100
            );

    private static int Next(ref int state) => state = unchecked((state * 1_103_515_245) + 12_345);

    // Versions of memos, what grants and what relabels them, and replies, by two homes; every record refers to some that were made before it.
    private static List<SignedRecord> World(Random random, HomeNode peer, HomeNode stranger, int count)
    {
        var made = new List<SignedRecord>();
        var newest = new Dictionary<RecordId, SignedRecord>();
        for (var n = 0; n < count; n++)
        {
            var about = Enumerable
                .Range(0, made.Count == 0 ? 0 : random.Next(3))
                .Select(_ => made[random.Next(made.Count)].ToReference())
                .ToArray();
            SignedRecord record;
            // What grants or relabels has one version.
            if (newest.Count > 0 && random.Next(3) == 0)
            {
                var before = newest.Values.ElementAt(random.Next(newest.Count));
                var home = before.Header.Home == peer.Id ? peer : stranger;
                record = home.Next(before, $"text {n}", about: [.. about]);
            }
            else
            {
                var home = random.Next(3) == 0 ? stranger : peer;
                var kind = Kinds[random.Next(Kinds.Length)];
                var text = kind == "mark" ? $"{random.Next(1, 3)} {Levels[random.Next(Levels.Length)]}" : $"text {n}";
                // What relabels is not relabelled itself.
                var refersTo = kind == "mark" ? about.Where(r => r.Id.Kind != "mark") : about;
                record = home.First(Drafts.Fixed(kind, n), text, about: [.. refersTo]);
            }
            if (record.Header.Id.Kind is "memo" or "reply")
                newest[record.Header.Id] = record;
            made.Add(record);
        }
        return made;
    }

    private static string EndOf(
        List<SignedRecord> world,
        List<int> order,
        HomeNode peer,
        HomeNode stranger,
        params IReadOnlyList<string> late
    )
    {
        using var node = new TestLedger(MemoModule.Definition(without: late));
        node.Trust(peer);
        foreach (var item in order)
            if (item == Strangers)
                node.Accept(stranger).GetAwaiter().GetResult();
            else if (item == Upgrade)
                node.Reopen(MemoModule.Definition());
            else
                node.Arrive(world[item]).GetAwaiter().GetResult();
        node.Count("held").ShouldBe(0);
        var end = State(node);
        node.Ledger.RebuildAsync("memos").GetAwaiter().GetResult();
        State(node).ShouldBe(end, "a replay shows what the live node showed");
        return end;
    }

    private static string State(TestLedger node) =>
        string.Join('\n', [.. node.Shown(), .. node.ShownTo(), .. node.Current()]);
}
