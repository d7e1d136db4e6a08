using Legation.Records;
using Legation.Records.Audit;
using Legation.Records.Signing;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records;

public sealed class ArrivalTests : IDisposable
{
    // A quotation mark in the middle of the JSON that the memos' module reads.
    private const string Unreadable = "\"";
    private static readonly RecordId Memo = Drafts.Fixed("memo", 1);
    private static readonly RecordId Reply = Drafts.Fixed("reply", 2);
    private readonly TestLedger node = new();
    private readonly HomeNode peer = new(2);

    public ArrivalTests() => node.Trust(peer);

    public void Dispose()
    {
        node.Dispose();
        peer.Dispose();
    }

    [Fact]
    public async Task a_record_that_comes_twice_is_kept_once()
    {
        var memo = peer.First(Memo, "once");
        await node.Arrive(memo);

        (await node.Arrive(memo)).ShouldBe(new AppendResult(AppendOutcome.Duplicate, 1));
        node.Count("journal").ShouldBe(1);
    }

    [Fact]
    public async Task a_superseded_version_that_comes_again_is_a_duplicate()
    {
        var first = peer.First(Memo, "one");
        await node.Arrive(first);
        await node.Arrive(peer.Next(first, "two"));

        (await node.Arrive(first)).ShouldBe(new AppendResult(AppendOutcome.Duplicate, 1));
        node.Count("journal").ShouldBe(2);
    }

    [Fact]
    public async Task an_older_version_that_comes_late_is_kept_and_changes_nothing()
    {
        var first = peer.First(Memo, "one");
        await node.Arrive(peer.Next(first, "two"));

        (await node.Arrive(first)).Outcome.ShouldBe(AppendOutcome.Stored);
        (await node.Arrive(first)).Outcome.ShouldBe(AppendOutcome.Duplicate);
        node.Shown().ShouldBe([$"{Memo} v2: two"]);
    }

    [Fact]
    public async Task two_contents_under_one_version_are_a_security_event()
    {
        await node.Arrive(peer.First(Memo, "one"));

        (await node.Arrive(peer.First(Memo, "other"))).Refusal.ShouldBe(LedgerRefusals.ForkedVersion);

        node.SecurityEvents().Single().Content.ShouldContain("forked-version");
        node.Shown().ShouldBe([$"{Memo} v1: one"]);
    }

    [Fact]
    public async Task a_second_content_of_a_superseded_version_is_a_security_event()
    {
        var first = peer.First(Memo, "one");
        await node.Arrive(first);
        await node.Arrive(peer.Next(first, "two"));

        (await node.Arrive(peer.First(Memo, "other"))).Refusal.ShouldBe(LedgerRefusals.ForkedVersion);
    }

    [Fact]
    public async Task a_version_by_a_node_that_is_not_the_home_is_a_security_event()
    {
        using var other = new HomeNode(3);
        node.Trust(other);
        var first = peer.First(Memo, "mine");
        await node.Arrive(first);
        var taken = other.Sign(other.Header(Memo) with { Version = 2, Previous = first.Hash }, "taken");

        (await node.Arrive(taken)).Refusal.ShouldBe(LedgerRefusals.AnotherHome);

        node.SecurityEvents().Single().Content.ShouldContain("another-home");
        node.Shown().ShouldBe([$"{Memo} v1: mine"]);
    }

    [Fact]
    public async Task a_peer_cannot_bring_a_version_of_a_record_of_this_node()
    {
        var own = node.Node.First(Memo, "ours");
        await node.Ledger.CommitAsync(own);

        var forged = peer.Sign(peer.Header(Memo) with { Version = 2, Previous = own.Hash }, "theirs");

        (await node.Arrive(forged)).Refusal.ShouldBe(LedgerRefusals.AnotherHome);
    }

    [Fact]
    public async Task what_a_kind_does_not_admit_is_not_kept_but_noted()
    {
        (await node.Arrive(peer.First(Memo, "unwanted"))).Refusal.ShouldNotBeNull().Code.ShouldBe("unwanted");

        node.Query("SELECT COUNT(*) FROM journal WHERE type = 1", r => r.GetInt64(0)).Single().ShouldBe(0);
        node.SecurityEvents().Single().Content.ShouldContain("unwanted");
    }

    [Fact]
    public async Task a_held_record_at_which_its_module_fails_does_not_keep_out_what_it_waited_for()
    {
        var memo = peer.First(Memo, "here");
        (await node.Arrive(peer.First(Reply, Unreadable, about: [memo.ToReference()]))).Outcome.ShouldBe(
            AppendOutcome.Held
        );

        (await node.Arrive(memo)).Outcome.ShouldBe(AppendOutcome.Stored);

        node.Shown().ShouldBe([$"{Memo} v1: here"]);
        node.SecurityEvents().Single().Content.ShouldContain("cannot-apply");
        node.Count("held").ShouldBe(0);
    }

    [Fact]
    public async Task a_record_at_which_its_module_fails_does_not_keep_its_homes_card_from_being_accepted()
    {
        using var stranger = new HomeNode(4);
        await node.Arrive(stranger.First(Reply, Unreadable));
        await node.Arrive(stranger.First(Memo, "good"));

        await node.Accept(stranger);

        node.Shown().ShouldBe([$"{Memo} v1: good"]);
        node.SecurityEvents().Single().Content.ShouldContain("cannot-apply");
    }

    [Fact]
    public async Task a_record_at_which_its_module_fails_leaves_nothing_behind_and_the_others_are_taken()
    {
        using var failing = new TestLedger(MemoModule.Definition(failsAt: "bad"));
        failing.Trust(peer);
        SignedRecord[] brought =
        [
            peer.First(Drafts.Fixed("memo", 1), "first"),
            peer.First(Drafts.Fixed("memo", 2), "bad", Drafts.Named("CONFIDENTIAL")),
            peer.First(Drafts.Fixed("memo", 3), "last", Drafts.Named("SECRET")),
        ];

        var taken = await failing.Ledger.RunAsync(t =>
            brought.Select(record => t.Take(record, Arrival.Verified, peer.Id)).ToList()
        );

        taken[1].Refusal.ShouldBe(LedgerRefusals.CannotApply);
        failing.Shown().Select(row => row.Split(": ")[1]).ShouldBe(["first", "last"]);
        failing.Count("journal").ShouldBe(2);
        failing.Interned.Labels.Select(label => label.Classification).ShouldBe(["RESTRICTED", "SECRET"]);
        new AuditVerifier(failing.Store).Verify().Fault.ShouldBeNull();
        (await failing.Arrive(peer.First(Drafts.Fixed("memo", 4), "next"))).Outcome.ShouldBe(AppendOutcome.Stored);
    }

    [Fact]
    public async Task what_was_struck_out_is_judged_again_when_it_is_brought_again()
    {
        var memo = peer.First(Memo, "closed for now");
        var reply = peer.First(Reply, "reply", about: [memo.ToReference()]);
        await node.Arrive(reply);
        await node.Arrive(memo);
        node.SecurityEvents().Single().Content.ShouldContain("closed");
        (await node.Arrive(reply)).Refusal.ShouldNotBeNull().Code.ShouldBe("closed");

        await node.Arrive(peer.Next(memo, "open again"));

        (await node.Arrive(reply)).Outcome.ShouldBe(AppendOutcome.Stored);
        node.Shown().ShouldBe([$"{Memo} v2: open again", $"{Reply} v1: reply"]);
    }

    [Fact]
    public async Task a_record_takes_effect_when_what_it_refers_to_has_come()
    {
        var memo = peer.First(Memo, "memo");
        var reply = peer.First(Reply, "reply", about: [memo.ToReference()]);

        (await node.Arrive(reply)).Outcome.ShouldBe(AppendOutcome.Held);
        node.Shown().ShouldBeEmpty();
        await node.Arrive(memo);

        node.Shown().ShouldBe([$"{Memo} v1: memo", $"{Reply} v1: reply"]);
        node.Count("held").ShouldBe(0);
    }

    [Fact]
    public async Task a_held_record_that_comes_again_is_a_duplicate()
    {
        var reply = peer.First(Reply, "reply", about: [peer.First(Memo).ToReference()]);
        await node.Arrive(reply);

        (await node.Arrive(reply)).Outcome.ShouldBe(AppendOutcome.Duplicate);
    }

    [Fact]
    public async Task a_held_version_leaves_the_one_before_in_effect()
    {
        var reply = peer.First(Reply, "one");
        await node.Arrive(reply);

        await node.Arrive(peer.Next(reply, "two", about: [peer.First(Memo).ToReference()]));

        node.Shown().ShouldBe([$"{Reply} v1: one"]);
        node.Current().Single().ShouldEndWith($"1.1 {reply.Hash}");
    }

    [Fact]
    public async Task a_reply_is_judged_when_what_it_refers_to_has_come()
    {
        var memo = peer.First(Memo, "closed");
        await node.Arrive(peer.First(Reply, "too late", about: [memo.ToReference()]));

        await node.Arrive(memo);

        node.Shown().ShouldBe([$"{Memo} v1: closed"]);
        node.SecurityEvents().Single().Content.ShouldContain("closed");
    }

    [Fact]
    public async Task a_chain_in_reverse_takes_effect_however_long()
    {
        const int Length = 3000;
        var chain = new List<SignedRecord> { peer.First(Memo, "start") };
        for (var n = 0; n < Length; n++)
            chain.Add(peer.First(Drafts.Fixed("reply", 100 + n), "link", about: [chain[^1].ToReference()]));
        chain.Reverse();

        await node.Ledger.RunAsync(t => chain.ConvertAll(record => t.Take(record, Arrival.Verified, peer.Id)));

        node.Count("p_memo").ShouldBe(Length + 1);
    }

    [Fact]
    public async Task records_of_an_unknown_home_take_effect_when_its_card_is_accepted()
    {
        using var stranger = new HomeNode(4);
        var memo = stranger.First(Memo, "hello");
        (await node.Arrive(memo)).Outcome.ShouldBe(AppendOutcome.Held);
        (await node.Arrive(memo)).Outcome.ShouldBe(AppendOutcome.Duplicate);
        node.Current().ShouldBeEmpty();

        await node.Accept(stranger);

        node.Shown().ShouldBe([$"{Memo} v1: hello"]);
    }

    [Fact]
    public async Task what_an_accepted_home_did_not_sign_is_struck_out()
    {
        using var stranger = new HomeNode(4);
        var record = stranger.First(Memo, "altered");
        record.Envelope[^1] ^= 1;
        await node.Arrive(record);

        await node.Accept(stranger);

        node.Shown().ShouldBeEmpty();
        node.Current().ShouldBeEmpty();
        node.SecurityEvents().Single().Content.ShouldContain("signature-of-held-record");
    }

    [Fact]
    public async Task what_is_signed_with_a_key_on_no_card_waits_and_has_no_effect()
    {
        using var stranger = new HomeNode(4);
        using var forger = new HomeNode(5);
        await node.Arrive(forger.Sign(stranger.Header(Memo), "forged"));

        await node.Accept(stranger);

        node.Shown().ShouldBeEmpty();
        node.Current().ShouldBeEmpty();
        node.Count("held").ShouldBe(1);
    }

    [Fact]
    public async Task a_forged_record_that_came_first_does_not_keep_the_true_one_out()
    {
        using var stranger = new HomeNode(4);
        using var forger = new HomeNode(5);
        await node.Arrive(forger.Sign(stranger.Header(Memo), "forged"));
        await node.Arrive(stranger.First(Memo, "true"));

        await node.Accept(stranger);

        node.Shown().ShouldBe([$"{Memo} v1: true"]);
    }

    [Fact]
    public async Task what_would_not_have_been_admitted_is_not_when_the_card_is_accepted()
    {
        using var stranger = new HomeNode(4);
        await node.Arrive(stranger.First(Memo, "unwanted"));

        await node.Accept(stranger);

        node.Shown().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_record_that_refers_to_a_node_is_not_taken_for_one_that_node_signed()
    {
        using var stranger = new HomeNode(4);
        var about = new RecordReference(stranger.Id, 1, 1, default);
        (await node.Arrive(peer.First(Reply, "about a node", about: [about]))).Outcome.ShouldBe(AppendOutcome.Held);

        await node.Accept(stranger);

        node.SecurityEvents().ShouldBeEmpty();
        await node.Arrive(stranger.First(stranger.Id));
        node.Shown().ShouldBe([$"{Reply} v1: about a node"]);
    }
}
