using Legation.Records;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records;

public sealed class LedgerCommitTests : IDisposable
{
    private static readonly RecordId Memo = Drafts.Fixed("memo", 1);
    private readonly TestLedger node = new();

    public void Dispose() => node.Dispose();

    [Fact]
    public async Task a_commit_makes_journal_row_current_version_projection_and_audit_leaf()
    {
        var record = node.Node.First(Memo, "hello");

        (await node.Ledger.CommitAsync(record)).Value.Single().ShouldBe(new AppendResult(AppendOutcome.Stored, 1));

        node.Count("journal").ShouldBe(1);
        node.Current().Single().ShouldEndWith($"1.1 {record.Hash}");
        node.Shown().ShouldBe([$"{Memo} v1: hello"]);
        node.Ledger.Head.Frontier.Size.ShouldBe(1);
    }

    [Fact]
    public async Task the_journal_keeps_envelope_salt_and_body_byte_for_byte()
    {
        var record = node.Node.First(Memo, "hello");
        await node.Ledger.CommitAsync(record);

        using var journal = new Journal(node.Store);
        var read = journal.At(1)!.Record;

        read.Envelope.ShouldBe(record.Envelope);
        read.Salt.ShouldBe(record.Salt);
        read.Body.ShouldBe(record.Body);
    }

    [Fact]
    public async Task work_that_fails_leaves_no_trace_of_what_it_wrote()
    {
        var record = node.Node.First(Memo, "lost", audience: [Drafts.Fixed("office", 77)]);

        await Should.ThrowAsync<InvalidDataException>(() =>
            node.Ledger.RunAsync<bool>(t =>
            {
                t.Append(record);
                throw new InvalidDataException();
            })
        );

        node.Count("journal").ShouldBe(0);
        node.Count("current").ShouldBe(0);
        node.Count("p_memo").ShouldBe(0);
        node.Count("audience").ShouldBe(0);
        node.Ledger.Head.Seq.ShouldBe(0);
        node.Interned.Party(Drafts.Fixed("office", 77)).ShouldBeNull();
    }

    [Fact]
    public async Task a_failing_piece_of_work_does_not_fail_others_in_its_group()
    {
        var work = Enumerable
            .Range(1, 60)
            .Select(n =>
                n % 7 == 0
                    ? node.Ledger.RunAsync<long>(_ => throw new InvalidDataException())
                    : node.Ledger.RunAsync(t => t.Append(node.Node.First(Drafts.Fixed("memo", n), $"{n}")).Seq)
            )
            .ToList();

        await Task.WhenAll(work).ContinueWith(_ => { }, TaskScheduler.Default);

        work.Count(t => t.IsFaulted).ShouldBe(8);
        work.Where(t => t.IsCompletedSuccessfully)
            .Select(t => t.Result)
            .Order()
            .ShouldBe(Enumerable.Range(1, 52).Select(n => (long)n));
        node.Count("journal").ShouldBe(52);
    }

    [Fact]
    public async Task many_writers_at_once_get_dense_positions()
    {
        var positions = await CommitMany(300);

        positions.Order().ShouldBe(Enumerable.Range(1, 300).Select(n => (long)n));
        node.Query("SELECT seq FROM journal ORDER BY seq", r => r.GetInt64(0)).ShouldBe(positions.Order());
    }

    [Fact]
    public async Task the_audit_root_of_many_writers_is_that_of_the_standard()
    {
        await CommitMany(300);

        var leaves = node.Query("SELECT leaf FROM journal ORDER BY seq", r => new Digest((byte[])r.GetValue(0)));

        node.Ledger.Head.Frontier.Root().ShouldBe(MerkleTree.Root([.. leaves]));
    }

    [Fact]
    public async Task of_two_who_change_the_same_version_the_second_is_told_so_and_nothing_is_lost()
    {
        var first = node.Node.First(Memo, "draft");
        await node.Ledger.CommitAsync(first);
        (await node.Ledger.CommitAsync(node.Node.Next(first, "mine"))).Refusal.ShouldBeNull();

        var late = await node.Ledger.CommitAsync(node.Node.Next(first, "yours"));

        late.Refusal.ShouldBe(LedgerRefusals.StaleVersion);
        node.Shown().ShouldBe([$"{Memo} v2: mine"]);
        node.Count("journal").ShouldBe(2);
    }

    [Fact]
    public async Task an_act_of_several_records_is_refused_whole_if_the_last_of_them_is_stale()
    {
        var first = node.Node.First(Memo, "draft");
        await node.Ledger.CommitAsync(first);
        await node.Ledger.CommitAsync(node.Node.Next(first, "mine"));

        var act = await node.Ledger.CommitAsync(
            node.Node.First(Drafts.Fixed("memo", 2), "new"),
            node.Node.Next(first, "yours")
        );

        act.Refusal.ShouldBe(LedgerRefusals.StaleVersion);
        node.Count("journal").ShouldBe(2);
    }

    [Fact]
    public async Task one_act_may_hold_two_versions_of_a_record()
    {
        var first = node.Node.First(Memo, "one");

        await node.Ledger.CommitAsync(first, node.Node.Next(first, "two"));

        node.Shown().ShouldBe([$"{Memo} v2: two"]);
    }

    [Fact]
    public async Task a_record_of_another_home_cannot_be_committed_as_ones_own()
    {
        using var other = new HomeNode(2);

        (await node.Ledger.CommitAsync(other.First(Memo))).Refusal.ShouldBe(LedgerRefusals.NotHome);
    }

    [Fact]
    public async Task a_record_of_a_kind_that_no_module_knows_is_kept()
    {
        var strange = Drafts.Fixed("x-unheard-of", 1);

        (await node.Ledger.CommitAsync(node.Node.First(strange))).Value.Single().Outcome.ShouldBe(AppendOutcome.Stored);

        using var journal = new Journal(node.Store);
        journal.Current(strange)!.Header.Id.ShouldBe(strange);
    }

    [Fact]
    public async Task a_follower_is_woken_by_the_commit_that_goes_beyond_its_position()
    {
        var waiting = node.Ledger.Committed.Beyond(0, CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();

        await node.Ledger.CommitAsync(node.Node.First(Memo));

        await waiting;
    }

    private async Task<long[]> CommitMany(int count)
    {
        var records = Enumerable.Range(1, count).Select(n => node.Node.First(Drafts.Fixed("memo", n), $"{n}")).ToList();
        var outcomes = await Task.WhenAll(records.Select(record => Task.Run(() => node.Ledger.CommitAsync(record))));
        return [.. outcomes.Select(o => o.Value.Single().Seq)];
    }
}
