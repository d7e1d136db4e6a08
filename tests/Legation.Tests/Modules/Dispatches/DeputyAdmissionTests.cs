using Legation.Records;
using Legation.Tests.Modules.Support;

namespace Legation.Tests.Modules.Dispatches;

/// <summary>What headquarters takes of a deputy, who writes for another post than his own.</summary>
public sealed class DeputyAdmissionTests : IAsyncDisposable
{
    private readonly Peer headquarters = new(1);
    private readonly Peer tokyo = new(2);
    private readonly Peer seoul = new(3);
    private readonly ReceivingNode node;

    public DeputyAdmissionTests() => node = new ReceivingNode(headquarters, tokyo, seoul);

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        foreach (var peer in new[] { headquarters, tokyo, seoul })
            peer.Dispose();
    }

    [Fact]
    public async Task the_route_of_the_post_in_whose_name_it_is_written_counts()
    {
        await node.LearnAsync(tokyo, seoul);
        await node.ArriveAsync(seoul.DeputyEntry);
        await node.CommitAsync(headquarters.Route(seoul.Post, tokyo.Office));
        var written = seoul.Dispatch("In the name of the post with a route", headquarters.Post);

        var past = await node.ArriveAsync(seoul.OnBehalfOf(written, seoul.DeputyPost, seoul.Post));
        var direct = await node.ArriveAsync(seoul.OnBehalfOf(written, seoul.Post, seoul.DeputyPost));

        past.Refusal.ShouldNotBeNull().Code.ShouldBe("past-the-office");
        direct.Outcome.ShouldBe(AppendOutcome.Stored);
    }

    [Fact]
    public async Task nobody_writes_for_the_post_of_another_node()
    {
        await node.LearnAsync(tokyo, seoul);
        var forged = seoul.OnBehalfOf(seoul.Dispatch("Forged", headquarters.Post), seoul.Post, tokyo.Post);

        (await node.ArriveAsync(forged)).Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-post");

        node.SecurityEvents().Single().ShouldContain("not-its-post");
    }

    [Fact]
    public async Task nobody_of_another_node_is_named_as_the_deputy()
    {
        await node.LearnAsync(tokyo, seoul);
        var forged = seoul.OnBehalfOf(seoul.Dispatch("Forged", headquarters.Post), tokyo.Post, seoul.Post);

        (await node.ArriveAsync(forged)).Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-post");
    }

    [Fact]
    public async Task it_is_held_until_both_posts_are_in_the_directory()
    {
        await node.LearnAsync(tokyo, seoul);
        var dispatch = seoul.Dispatch("Early", headquarters.Post);
        var early = seoul.OnBehalfOf(dispatch, seoul.DeputyPost, seoul.Post);

        (await node.ArriveAsync(early)).Outcome.ShouldBe(AppendOutcome.Held);
        node.Dispatches().ShouldBeEmpty();
        await node.ArriveAsync(seoul.DeputyEntry);

        node.Dispatches().ShouldBe(["Early"]);
    }

    [Fact]
    public async Task an_act_of_the_deputy_is_that_of_the_post_for_which_he_acts()
    {
        await node.LearnAsync(tokyo, seoul);
        await node.ArriveAsync(tokyo.DeputyEntry);
        await node.CommitAsync(headquarters.Route(seoul.Office, tokyo.Office));
        var dispatch = seoul.Dispatch("Cleared", headquarters.Post);
        var clearance = tokyo.OnBehalfOf(tokyo.Act("clearance", dispatch), tokyo.DeputyPost, tokyo.Post);
        await node.ArriveAsync(clearance);

        (await node.ArriveAsync(dispatch, tokyo)).Outcome.ShouldBe(AppendOutcome.Stored);

        node.Posts().ShouldBe([$"{tokyo.DeputyPost} for {tokyo.Post}"]);
    }
}
