using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using CsCheck;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Search;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Legation.Tests.Records.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Legation.Tests.Records.Search;

/// <summary>Whatever the index has or has not yet: who searches finds what he may see and has the words, nothing else.</summary>
public sealed class SearchIndexTests : IAsyncDisposable
{
    private static readonly string[] Classifications = ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"];
    private static readonly string[] Words = ["alpha", "beta", "gamma", "計画", "alphabet"];

    private static readonly ImmutableArray<RecordId> Parties =
    [
        .. Enumerable.Range(1, 5).Select(n => Drafts.Fixed("office", n)),
    ];

    private readonly TestLedger node = new();
    private readonly ReadAudit audit;
    private readonly ReadGateway gateway;
    private SearchIndex search;

    public SearchIndexTests()
    {
        var rule = new AccessRule(
            node.Interned,
            new AcceptedPolicies(new LabelPolicies(ShippedPolicies.LegationDemo)),
            node.Clock
        );
        audit = new ReadAudit(node.Ledger);
        gateway = new ReadGateway(node.Store, node.Ledger, rule, audit);
        search = Open();
    }

    public async ValueTask DisposeAsync()
    {
        search.Dispose();
        await audit.DisposeAsync();
        node.Dispose();
    }

    [Fact]
    public async Task before_while_and_after_it_is_indexed_the_same_is_found()
    {
        using var stranger = new HomeNode(7);
        var own = Enumerable.Range(0, 300).Select(n => Memo(node.Node, n)).ToList();
        await node.Ledger.CommitAsync([.. own.Take(200)]);
        foreach (var late in Enumerable.Range(5000, 20).Select(n => Memo(stranger, n)))
            await node.Arrive(late);
        FindsAsTheFilter();

        await IndexAsync();
        FindsAsTheFilter();

        await node.Ledger.CommitAsync([.. own.Skip(200)]);
        await node.Accept(stranger);
        await node.Ledger.CommitAsync([
            .. own.Where((_, n) => n % 7 == 0).Select(m => node.Node.Next(m, "revised delta", Drafts.Named("SECRET"))),
        ]);
        FindsAsTheFilter();

        await IndexAsync();
        FindsAsTheFilter();
    }

    [Fact]
    public async Task a_word_of_an_older_version_finds_nothing()
    {
        var first = node.Node.First(
            Drafts.Fixed("memo", 1),
            "the former wording",
            Drafts.Named("UNCLASSIFIED"),
            Parties
        );
        await node.Ledger.CommitAsync(first);
        await IndexAsync();
        await node.Ledger.CommitAsync(node.Node.Next(first, "the later wording"));

        Found("former").ShouldBeEmpty();
        Found("later").ShouldBe(["the later wording"]);
        await IndexAsync();
        Found("former").ShouldBeEmpty();
        Found("later").ShouldBe(["the later wording"]);
    }

    [Fact]
    public async Task an_index_that_was_deleted_is_made_again()
    {
        await node.Ledger.CommitAsync(Memo(node.Node, 1));
        await IndexAsync();
        search.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(node.File)!, "search.db*"))
            File.Delete(file);

        search = Open();
        await IndexAsync();

        Found("beta").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task an_index_of_another_journal_is_made_again()
    {
        await node.Ledger.CommitAsync(Memo(node.Node, 1));
        using (var index = node.Store.OpenSearch()!)
            index.Put([], [new(1, SearchTokens.Of(["foreign"]))], new(1, Digest.Of([1])));

        await IndexAsync();

        Found("foreign").ShouldBeEmpty();
        Found("beta").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task of_very_many_that_are_not_indexed_the_newest_are_found_and_the_others_counted()
    {
        await node.Ledger.CommitAsync([.. Enumerable.Range(0, 700).Select(n => Memo(node.Node, n))]);
        var all = Principal(Classifications, Parties);
        var some = Principal(Classifications[..2], Parties);
        UnsearchedBy(all).ShouldBe(Visible(all) - 500);
        UnsearchedBy(some).ShouldBe(Math.Max(0, Visible(some) - 500));
        UnsearchedBy(Principal([], Parties)).ShouldBe(0);

        await IndexAsync();

        UnsearchedBy(all).ShouldBe(0);
        FindsAsTheFilter();
    }

    private void FindsAsTheFilter() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 5], Gen.Int[1, 90], Gen.Int[0, Words.Length - 1].Array[1, 2], Gen.Bool)
            .Sample(
                (classifications, parties, limit, words, begins) =>
                {
                    var reader = Principal(Classifications[..classifications], Parties[..parties]);
                    var written = string.Join(' ', words.Select(i => Words[i]));
                    var query = SearchQuery.Read(
                        begins ? written : $"\"{string.Join("\" \"", words.Select(i => Words[i]))}\""
                    );
                    using var memos = Open(reader);
                    var visible = memos.Memos.OrderByDescending(m => m.Seq).ToList();
                    var expected = visible.Where(m => query.Matches([m.Text])).ToList();
                    InPages(memos, query, limit).ShouldBe(expected.Select(m => m.Text));
                    search.Among(query, visible.ConvertAll(m => m.Seq)).ShouldBe(expected.Select(m => m.Seq));
                },
                iter: 40,
                threads: 1
            );

    private static SignedRecord Memo(HomeNode home, int n) =>
        home.First(
            Drafts.Fixed("memo", n),
            $"{n.ToString(CultureInfo.InvariantCulture)} {Words[n % 3]} {Words[n % 5]} {(n % 2 == 1 ? "beta" : "")}",
            Drafts.Named(Classifications[n % 7 % 4]),
            n % 40 == 3 ? Parties[..1] : Parties[(n % 4)..]
        );

    private List<string> InPages(MemoContext memos, SearchQuery query, int limit)
    {
        var found = new List<string>();
        long? before = null;
        while (NewestOf(memos, query, before, limit) is { Count: > 0 } page)
        {
            found.AddRange(page.Select(m => m.Text));
            before = page[^1].Seq;
        }
        return found;
    }

    private List<MemoRow> NewestOf(MemoContext memos, SearchQuery query, long? before, int limit) =>
        ProjectionContext.NewestAmong(memos.Found("memo", search, query, before ?? long.MaxValue), memos.Memos, limit);

    private List<string> Found(string words)
    {
        using var memos = Open(Principal(Classifications, Parties));
        return InPages(memos, SearchQuery.Read(words), 50);
    }

    private int Visible(Principal reader)
    {
        using var memos = Open(reader);
        return memos.Memos.Count();
    }

    private int UnsearchedBy(Principal reader)
    {
        using var memos = Open(reader);
        return memos.Unsearched("memo", search);
    }

    // Until the index has come to the journal's end.
    private async Task IndexAsync()
    {
        using var watched = node.Store.OpenSearch()!;
        var cancellation = TestContext.Current.CancellationToken;
        using var follower = Follower();
        await follower.StartAsync(cancellation);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!HasCome(watched))
            await again.WaitForNextTickAsync(cancellation);
        await follower.StopAsync(cancellation);
    }

    // It is another who reads here than the follower that may be making the file anew.
    private bool HasCome(ISearchStore watched)
    {
        try
        {
            return watched.Mark == new SearchMark(node.Ledger.Head.Seq, LeafAtEnd());
        }
        catch (DbException)
        {
            return false;
        }
    }

    private Digest LeafAtEnd() =>
        node.Query("SELECT leaf FROM journal ORDER BY seq DESC LIMIT 1", r => new Digest((byte[])r.GetValue(0)))
            .Single();

    private SearchFollower Follower() =>
        new SearchFollower(search, node.Ledger, node.Store, NullLogger<SearchFollower>.Instance);

    private SearchIndex Open() => new(node.Store, node.Ledger, NullLogger<SearchIndex>.Instance);

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
