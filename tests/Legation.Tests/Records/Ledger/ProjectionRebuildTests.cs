using Legation.Records;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records;

public sealed class ProjectionRebuildTests : IDisposable
{
    private readonly TestLedger node = new();

    public void Dispose() => node.Dispose();

    [Fact]
    public async Task a_changed_definition_is_filled_from_the_journal()
    {
        await Commit(1, 20);
        var before = node.Shown();

        node.Reopen(MemoModule.Definition(MemoModule.Projections + "\nCREATE INDEX p_memo_more ON p_memo (version);"));

        node.Shown().ShouldBe(before);
        IndexesOfMemo().Count.ShouldBe(3);
    }

    [Fact]
    public async Task a_record_at_which_the_new_definition_fails_is_left_out_and_the_node_starts()
    {
        await Commit(1, 5);

        node.Reopen(MemoModule.Definition(MemoModule.Projections + "\n-- changed", failsAt: "3"));

        node.Shown().Select(row => row.Split(": ")[1]).ShouldBe(["1", "2", "4", "5"]);
    }

    [Fact]
    public async Task an_unchanged_definition_is_left_alone()
    {
        await Commit(1, 3);
        using (var session = node.Store.OpenWriter())
            session.Execute("UPDATE p_memo SET text = 'mark'");

        node.Reopen();

        node.Shown().ShouldAllBe(row => row.EndsWith("mark", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_replay_cut_short_is_begun_again_at_the_next_start()
    {
        await Commit(1, 5);
        var changed = MemoModule.Projections + "\n-- another definition";
        node.Store.PrepareProjections("memos", changed).ShouldBeFalse();
        node.Count("p_memo").ShouldBe(0);

        node.Reopen(MemoModule.Definition(changed));

        node.Count("p_memo").ShouldBe(5);
    }

    [Fact]
    public async Task only_the_newest_version_is_replayed()
    {
        var first = node.Node.First(Drafts.Fixed("memo", 1), "one");
        await node.Ledger.CommitAsync(first);
        await node.Ledger.CommitAsync(node.Node.Next(first, "two"));

        await node.Ledger.RebuildAsync("memos");

        node.Shown().Single().ShouldEndWith("v2: two");
    }

    [Fact]
    public async Task a_rebuild_twice_in_a_row_keeps_rows_and_indexes()
    {
        await Commit(1, 10);
        var before = node.Shown();

        await node.Ledger.RebuildAsync("memos");
        await node.Ledger.RebuildAsync("memos");

        node.Shown().ShouldBe(before);
        IndexesOfMemo().Count.ShouldBe(2);
        node.Query("SELECT name FROM sqlite_master WHERE name LIKE 's!_%' ESCAPE '!'", r => r.GetString(0))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task commits_during_a_rebuild_are_in_what_it_makes()
    {
        await Commit(1, 200);

        var rebuilds = RebuildTimes(5);
        var number = 200;
        while (!rebuilds.IsCompleted)
            await Commit(++number, number);
        await rebuilds;

        node.Count("p_memo").ShouldBe(number);
    }

    [Fact]
    public async Task what_a_screen_queries_is_there_at_every_instant_of_a_rebuild()
    {
        await Commit(1, 100);
        using var reader = node.Store.OpenReader();

        var rebuilds = RebuildTimes(10);
        var counts = new HashSet<long>();
        do counts.Add(reader.Query("SELECT COUNT(*) FROM p_memo", r => r.GetInt64(0)).Single());
        while (!rebuilds.IsCompleted);
        await rebuilds;

        counts.ShouldBe([100]);
    }

    [Fact]
    public async Task a_record_released_behind_the_replay_is_in_what_it_makes()
    {
        using var peer = new HomeNode(2);
        node.Trust(peer);
        var memo = peer.First(Drafts.Fixed("memo", 1), "memo");
        await node.Arrive(peer.First(Drafts.Fixed("reply", 2), "reply", about: [memo.ToReference()]));
        await Commit(10, 2100);

        // More than one chunk: the referent comes when the replay has passed the reply's position.
        Task<AppendResult>? release = null;
        var done = new List<double>();
        await node.Ledger.RebuildAsync(
            "memos",
            new AtOnce(part =>
            {
                done.Add(part);
                release ??= node.Arrive(memo);
            })
        );

        done[0].ShouldBeLessThan(1);
        (await release!).Outcome.ShouldBe(AppendOutcome.Stored);
        node.Shown().ShouldContain($"{Drafts.Fixed("reply", 2)} v1: reply");
    }

    private List<string> IndexesOfMemo() =>
        node.Query("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'p_memo'", r => r.GetString(0));

    private async Task RebuildTimes(int times)
    {
        for (var i = 0; i < times; i++)
            await node.Ledger.RebuildAsync("memos");
    }

    private async Task Commit(int from, int to) =>
        await Task.WhenAll(
            Enumerable
                .Range(from, to - from + 1)
                .Select(n => node.Ledger.CommitAsync(node.Node.First(Drafts.Fixed("memo", n), $"{n}")))
        );

    private sealed class AtOnce(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
