using Legation.Records;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records;

public sealed class RestartTests : IDisposable
{
    private readonly TestLedger node = new();

    public void Dispose() => node.Dispose();

    [Fact]
    public async Task a_restarted_node_finds_its_journal_and_audit_tree()
    {
        await Commit(1, 7);
        var (head, shown, current) = (node.Ledger.Head, node.Shown(), node.Current());

        node.Reopen();

        node.Ledger.Head.Seq.ShouldBe(7);
        node.Ledger.Head.Frontier.Root().ShouldBe(head.Frontier.Root());
        node.Shown().ShouldBe(shown);
        node.Current().ShouldBe(current);
    }

    [Fact]
    public async Task a_restarted_node_goes_on_where_it_stopped()
    {
        await Commit(1, 3);
        node.Reopen();
        await Commit(4, 6);

        var leaves = node.Query("SELECT leaf FROM journal ORDER BY seq", r => new Digest((byte[])r.GetValue(0)));

        leaves.Count.ShouldBe(6);
        node.Ledger.Head.Frontier.Root().ShouldBe(MerkleTree.Root([.. leaves]));
    }

    [Fact]
    public async Task interned_numbers_are_the_same_after_a_restart()
    {
        await Commit(1, 1);
        var (labels, party) = (node.Interned.Labels, node.Interned.Party(Drafts.Fixed("organisation", 4)));

        node.Reopen();

        node.Interned.Labels.ShouldBe(labels);
        node.Interned.Party(Drafts.Fixed("organisation", 4)).ShouldBe(party);
    }

    [Fact]
    public async Task held_records_take_effect_after_a_restart()
    {
        using var peer = new HomeNode(2);
        node.Trust(peer);
        var memo = peer.First(Drafts.Fixed("memo", 1), "memo");
        await node.Arrive(peer.First(Drafts.Fixed("reply", 2), "reply", about: [memo.ToReference()]));

        node.Reopen();
        await node.Arrive(memo);

        node.Shown().Count.ShouldBe(2);
    }

    [Fact]
    public async Task a_follower_of_a_restarted_node_need_not_wait_for_what_is_there()
    {
        await Commit(1, 3);
        node.Reopen();

        node.Ledger.Committed.Beyond(2, CancellationToken.None).IsCompleted.ShouldBeTrue();
        node.Ledger.Committed.Beyond(3, CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task work_that_is_queued_is_done_before_the_ledger_closes()
    {
        var work = Commit(1, 50);

        node.Reopen();
        await work;

        node.Count("journal").ShouldBe(50);
    }

    private async Task Commit(int from, int to) =>
        await Task.WhenAll(
            Enumerable
                .Range(from, to - from + 1)
                .Select(n => node.Ledger.CommitAsync(node.Node.First(Drafts.Fixed("memo", n), $"{n}")))
        );
}
