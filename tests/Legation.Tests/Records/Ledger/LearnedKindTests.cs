using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records;

/// <summary>A newer program knows kinds of which records came before.</summary>
public sealed class LearnedKindTests : IDisposable
{
    private readonly TestLedger node = new(MemoModule.Definition(without: ["reply", "mark", "share"]));
    private readonly HomeNode peer = new(2);
    private readonly SignedRecord memo;

    public LearnedKindTests()
    {
        node.Trust(peer);
        memo = peer.First(Drafts.Fixed("memo", 1), "one");
    }

    public void Dispose()
    {
        peer.Dispose();
        node.Dispose();
    }

    [Fact]
    public async Task what_relabels_counts_once_its_kind_is_known()
    {
        await node.Arrive(memo);
        await node.Arrive(Mark());
        node.ShownTo().Single().ShouldContain("RESTRICTED");

        Learn();

        node.ShownTo().Last().ShouldContain("SECRET");
    }

    [Fact]
    public async Task whom_it_grants_something_has_it_once_its_kind_is_known()
    {
        await node.Arrive(memo);
        await node.Arrive(peer.First(Drafts.Fixed("share", 1), about: memo.ToReference()));
        node.ShownTo().Single().ShouldNotContain($"{Drafts.Fixed("office", 9)}");

        Learn();

        node.ShownTo().Single().ShouldContain($"{Drafts.Fixed("office", 9)}");
    }

    [Fact]
    public async Task what_would_not_have_been_admitted_is_struck_out()
    {
        var closed = peer.First(Drafts.Fixed("memo", 2), "closed");
        await node.Arrive(closed);
        var reply = peer.First(Drafts.Fixed("reply", 3), "too late", about: closed.ToReference());
        await node.Arrive(reply);

        Learn();

        node.Shown().ShouldBe([$"{closed.Header.Id} v1: closed"]);
        node.SecurityEvents().ShouldHaveSingleItem().Content.ShouldContain($"{reply.Header.Id}");
        (await node.Arrive(reply)).Refusal.ShouldNotBeNull().Code.ShouldBe("closed");
    }

    [Fact]
    public async Task the_last_version_that_may_is_the_one_in_effect()
    {
        var closed = peer.First(Drafts.Fixed("memo", 2), "closed");
        var first = peer.First(Drafts.Fixed("reply", 3), "first");
        await node.Arrive(closed);
        await node.Arrive(first);
        await node.Arrive(peer.Next(first, "second", about: closed.ToReference()));

        Learn();

        node.Shown().ShouldContain($"{first.Header.Id} v1: first");
    }

    [Fact]
    public async Task what_lacks_its_referent_waits_for_it()
    {
        await node.Arrive(Mark());

        Learn();
        node.Count("held").ShouldBe(1);
        await node.Arrive(memo);

        node.ShownTo().Last().ShouldContain("SECRET");
    }

    [Fact]
    public async Task a_stop_while_it_learns_loses_nothing()
    {
        await node.Arrive(memo);
        await node.Arrive(Mark());

        node.Reopen(MemoModule.Definition(), stopsBehind: "INTO known_kind");

        node.ShownTo().Last().ShouldContain("SECRET");
        node.Count("held").ShouldBe(0);
    }

    [Fact]
    public async Task what_is_learned_is_learned_once()
    {
        await node.Arrive(memo);
        await node.Arrive(Mark());
        Learn();
        var (seq, late) = (node.Ledger.Head.Seq, node.Count("late_effect"));

        Learn();

        node.Ledger.Head.Seq.ShouldBe(seq);
        node.Count("late_effect").ShouldBe(late);
    }

    private void Learn() => node.Reopen(MemoModule.Definition());

    private SignedRecord Mark() => peer.First(Drafts.Fixed("mark", 1), "1 SECRET", about: memo.ToReference());
}
