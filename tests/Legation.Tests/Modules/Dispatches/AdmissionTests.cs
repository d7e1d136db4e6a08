using Legation.Records;
using Legation.Tests.Modules.Support;

namespace Legation.Tests.Modules.Dispatches;

/// <summary>What headquarters takes: posts in Seoul report through the office in Tokyo.</summary>
public sealed class AdmissionTests : IAsyncDisposable
{
    private readonly Peer headquarters = new(1);
    private readonly Peer tokyo = new(2);
    private readonly Peer seoul = new(3);
    private readonly Peer ministry = new(4);
    private readonly ReceivingNode node;

    public AdmissionTests() => node = new ReceivingNode(headquarters, tokyo, seoul, ministry);

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        foreach (var peer in new[] { headquarters, tokyo, seoul, ministry })
            peer.Dispose();
    }

    [Fact]
    public async Task a_dispatch_past_the_office_is_refused_and_noted()
    {
        await RuledAsync();

        var arrived = await node.ArriveAsync(seoul.Dispatch("Past", headquarters.Post));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("past-the-office");
        node.Dispatches().ShouldBeEmpty();
        node.SecurityEvents().Single().ShouldContain("past-the-office");
    }

    [Fact]
    public async Task a_dispatch_after_its_clearance_is_taken()
    {
        await RuledAsync();
        var dispatch = seoul.Dispatch("Cleared", headquarters.Post);
        await node.ArriveAsync(tokyo.Act("clearance", dispatch));

        (await node.ArriveAsync(dispatch, tokyo)).Outcome.ShouldBe(AppendOutcome.Stored);

        node.Dispatches().ShouldBe(["Cleared"]);
    }

    [Fact]
    public async Task a_dispatch_that_the_office_brings_before_its_clearance_is_held_for_it()
    {
        await RuledAsync();
        var dispatch = seoul.Dispatch("Early", headquarters.Post);

        (await node.ArriveAsync(dispatch, tokyo)).Outcome.ShouldBe(AppendOutcome.Held);
        node.Dispatches().ShouldBeEmpty();
        await node.ArriveAsync(tokyo.Act("clearance", dispatch));

        node.Dispatches().ShouldBe(["Early"]);
        node.SecurityEvents().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_held_dispatch_that_cannot_be_shown_does_not_keep_its_sender_out_of_the_directory()
    {
        await node.ArriveAsync(seoul.Malformed(headquarters.Post), tokyo);

        await node.LearnAsync(seoul);

        node.Parties().ShouldContain(seoul.Post.ToString());
        node.SecurityEvents().Single().ShouldContain("cannot-apply");
    }

    [Fact]
    public async Task a_clearance_by_another_node_lets_nothing_in()
    {
        await RuledAsync();
        var dispatch = seoul.Dispatch("Forged", headquarters.Post);

        await node.ArriveAsync(ministry.Act("clearance", dispatch));
        await node.ArriveAsync(dispatch, tokyo);

        node.Dispatches().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_clearance_in_the_name_of_the_offices_post_by_another_node_is_refused()
    {
        await RuledAsync();
        var dispatch = seoul.Dispatch("Forged", headquarters.Post);

        var arrived = await node.ArriveAsync(ministry.Act("clearance", dispatch, tokyo.Post));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-post");
    }

    [Fact]
    public async Task a_clearance_of_another_text_lets_nothing_in()
    {
        await RuledAsync();
        await node.ArriveAsync(tokyo.Act("clearance", seoul.Dispatch("Harmless", headquarters.Post)));

        await node.ArriveAsync(seoul.Dispatch("Other", headquarters.Post), tokyo);

        node.Dispatches().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_clearance_of_the_version_before_lets_nothing_in()
    {
        await RuledAsync();
        var cleared = seoul.Dispatch("Harmless", headquarters.Post);
        await node.ArriveAsync(tokyo.Act("clearance", cleared));

        await node.ArriveAsync(seoul.Revised(cleared, "Other"), tokyo);

        node.Dispatches().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_dispatch_without_a_route_needs_no_clearance()
    {
        await node.LearnAsync(tokyo, seoul);

        await node.ArriveAsync(seoul.Dispatch("Direct", headquarters.Post));

        node.Dispatches().ShouldBe(["Direct"]);
    }

    [Fact]
    public async Task a_dispatch_whose_sender_is_not_in_the_directory_is_held_until_it_is()
    {
        await node.CommitAsync(headquarters.Route(seoul.Office, tokyo.Office));
        await node.LearnAsync(tokyo);
        var dispatch = seoul.Dispatch("Stranger", headquarters.Post);

        (await node.ArriveAsync(dispatch, seoul)).Outcome.ShouldBe(AppendOutcome.Held);
        await node.LearnAsync(seoul);
        node.Dispatches().ShouldBeEmpty();
        await node.ArriveAsync(tokyo.Act("clearance", dispatch));

        node.Dispatches().ShouldBe(["Stranger"]);
    }

    [Fact]
    public async Task a_route_through_an_office_that_is_not_in_the_directory_yet_holds_the_dispatch()
    {
        await node.LearnAsync(seoul);
        await node.CommitAsync(headquarters.Route(seoul.Office, tokyo.Office));
        var dispatch = seoul.Dispatch("Early", headquarters.Post);

        (await node.ArriveAsync(dispatch, seoul)).Outcome.ShouldBe(AppendOutcome.Held);
        await node.LearnAsync(tokyo);

        node.Dispatches().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_dispatch_in_the_name_of_another_nodes_post_is_refused()
    {
        await node.LearnAsync(tokyo, seoul);

        var arrived = await node.ArriveAsync(ministry.Dispatch("Forged", headquarters.Post, post: seoul.Post));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-post");
        node.SecurityEvents().Single().ShouldContain("not-its-post");
    }

    [Fact]
    public async Task a_route_ruled_by_a_node_that_is_not_followed_changes_nothing()
    {
        await node.LearnAsync(tokyo, seoul, ministry);
        await node.ArriveAsync(ministry.Route(seoul.Office, ministry.Office));

        await node.ArriveAsync(seoul.Dispatch("Direct", headquarters.Post));

        node.Dispatches().ShouldBe(["Direct"]);
    }

    [Fact]
    public async Task a_route_ruled_by_a_node_that_is_followed_is_obeyed()
    {
        await node.LearnAsync(tokyo, seoul, ministry);
        node.Follow(ministry);
        await node.ArriveAsync(ministry.Route(seoul.Office, tokyo.Office));

        (await node.ArriveAsync(seoul.Dispatch("Past", headquarters.Post))).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public async Task only_the_office_on_the_route_returns_a_dispatch()
    {
        await RuledAsync();
        var dispatch = seoul.Dispatch("Cleared", headquarters.Post);
        await node.ArriveAsync(tokyo.Act("clearance", dispatch));
        await node.ArriveAsync(dispatch, tokyo);

        var arrived = await node.ArriveAsync(ministry.Act("return", dispatch));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-return");
    }

    [Fact]
    public async Task who_deals_with_a_dispatch_is_not_for_another_node_to_say()
    {
        await RuledAsync();
        var dispatch = seoul.Dispatch("Cleared", headquarters.Post);
        await node.ArriveAsync(tokyo.Act("clearance", dispatch));
        await node.ArriveAsync(dispatch, tokyo);

        var arrived = await node.ArriveAsync(tokyo.Act("assignment", dispatch));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-assign");
    }

    [Theory]
    [InlineData("interim", true)]
    [InlineData("final", false)]
    public async Task an_information_addressee_answers_but_does_not_settle(string kind, bool taken)
    {
        await node.CommitAsync([.. headquarters.Directory]);
        await node.LearnAsync(tokyo, ministry);
        var dispatch = headquarters.Dispatch("Question", tokyo.Post, info: ministry.Post);
        await node.CommitAsync(dispatch);

        await node.ArriveAsync(ministry.Reply(dispatch, "Answer", kind));

        node.Dispatches().Contains("Answer").ShouldBe(taken);
    }

    [Fact]
    public async Task an_addressee_that_is_to_act_settles()
    {
        await node.CommitAsync([.. headquarters.Directory]);
        await node.LearnAsync(tokyo);
        var dispatch = headquarters.Dispatch("Question", tokyo.Office);
        await node.CommitAsync(dispatch);

        await node.ArriveAsync(tokyo.Reply(dispatch, "Answer", "final"));

        node.Steps().ShouldBe(["replied"]);
    }

    private async Task RuledAsync()
    {
        await node.LearnAsync(tokyo, seoul, ministry);
        await node.CommitAsync(headquarters.Route(seoul.Office, tokyo.Office));
    }
}
