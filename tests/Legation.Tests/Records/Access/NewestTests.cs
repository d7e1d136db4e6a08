using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records.Access;

/// <summary>Pages found by looking up who may see what give the same as the query filter alone.</summary>
public sealed class NewestTests : IAsyncDisposable
{
    private static readonly string[] Classifications = ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"];

    private static readonly ImmutableArray<RecordId> Parties =
    [
        .. Enumerable.Range(1, 5).Select(n => Drafts.Fixed("office", n)),
    ];

    private readonly TestLedger node = new();
    private readonly ReadAudit audit;
    private readonly ReadGateway gateway;

    public NewestTests()
    {
        var rule = new AccessRule(
            node.Interned,
            new AcceptedPolicies(new LabelPolicies(ShippedPolicies.LegationDemo)),
            node.Clock
        );
        audit = new ReadAudit(node.Ledger);
        gateway = new ReadGateway(node.Store, node.Ledger, rule, audit);
    }

    public async ValueTask DisposeAsync()
    {
        await audit.DisposeAsync();
        node.Dispose();
    }

    [Fact]
    public async Task pages_and_counts_are_those_of_the_query_filter()
    {
        await FilledAsync();
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 5], Gen.Int[1, 400], Gen.Int[0, 3])
            .Sample(
                (classifications, parties, limit, digit) =>
                {
                    using var memos = Open(Principal(Classifications[..classifications], Parties[..parties]));
                    var ending = digit == 0 ? "" : digit.ToString(CultureInfo.InvariantCulture);
                    var query = memos.Memos.Where(m => m.Text.EndsWith(ending));
                    var expected = query.OrderByDescending(m => m.Seq).Select(m => m.Text).ToList();
                    InPages(memos, query, limit).ShouldBe(expected);
                    memos.CountUpTo("memo", query, limit).ShouldBe(Math.Min(expected.Count, limit + 1));
                },
                iter: 60,
                threads: 1
            );
    }

    [Fact]
    public async Task what_was_found_before_a_restart_is_found_after_it()
    {
        await FilledAsync();
        var reader = Principal(Classifications[..2], Parties[..2]);
        var before = NewestOf(reader, gateway);

        node.Reopen();
        var rule = new AccessRule(
            node.Interned,
            new AcceptedPolicies(new LabelPolicies(ShippedPolicies.LegationDemo)),
            node.Clock
        );
        await using var reading = new ReadAudit(node.Ledger);

        NewestOf(reader, new ReadGateway(node.Store, node.Ledger, rule, reading)).ShouldBe(before);
    }

    // Some thousand records of mixed access; some revised under another label, some that took effect late.
    private async Task FilledAsync()
    {
        using var stranger = new HomeNode(7);
        var own = Enumerable.Range(0, 3000).Select(n => Memo(node.Node, n)).ToList();
        await node.Ledger.CommitAsync([.. own.Take(1500)]);
        foreach (var late in Enumerable.Range(5000, 40).Select(n => Memo(stranger, n)))
            await node.Arrive(late);
        await node.Ledger.CommitAsync([.. own.Skip(1500)]);
        await node.Accept(stranger);
        await node.Ledger.CommitAsync([
            .. own.Where((_, n) => n % 17 == 0).Select(m => node.Node.Next(m, "revised 1", Drafts.Named("SECRET"))),
        ]);
    }

    private static SignedRecord Memo(HomeNode home, int n) =>
        home.First(
            Drafts.Fixed("memo", n),
            n.ToString(CultureInfo.InvariantCulture),
            Drafts.Named(Classifications[n % 7 % 4]),
            n % 400 == 3 ? Parties[..1] : Parties[(n % 4)..]
        );

    private static List<string> InPages(MemoContext memos, IQueryable<MemoRow> query, int limit)
    {
        var found = new List<string>();
        long? before = null;
        while (memos.Newest("memo", query, before, limit) is { Count: > 0 } page)
        {
            found.AddRange(page.Select(m => m.Text));
            before = page[^1].Seq;
        }
        return found;
    }

    private static List<string> NewestOf(Principal reader, ReadGateway gateway)
    {
        using var memos = gateway.Open<MemoContext>(reader, (o, v) => new MemoContext(o, v));
        return InPages(memos, memos.Memos, 100);
    }

    private MemoContext Open(Principal principal) =>
        gateway.Open<MemoContext>(principal, (o, v) => new MemoContext(o, v));

    private static Principal Principal(string[] classifications, ImmutableArray<RecordId> parties) =>
        new(
            "reader",
            Drafts.Fixed("person", 1),
            Drafts.Fixed("post", 1),
            parties,
            new Clearance
            {
                Policy = "LEGATION-DEMO",
                Classifications = [.. classifications],
                Categories = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(
                    "releasableTo",
                    ["ALLIANCE"]
                ),
            },
            Duties.None
        );
}
