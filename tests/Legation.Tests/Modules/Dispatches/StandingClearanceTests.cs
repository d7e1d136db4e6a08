using Legation.Dispatches.Contracts;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Tests.Modules.Support;
using Legation.Tests.Records.Support;
using Legation.Tests.Relay;

namespace Legation.Tests.Modules.Dispatches;

/// <summary>The office in Tokyo clears what a post in Seoul sends, under a named person's authority.</summary>
public sealed class StandingClearanceTests : IAsyncLifetime
{
    private readonly Peer tokyo = new(1);
    private readonly Peer seoul = new(2);
    private readonly Peer ministry = new(3);
    private readonly ReceivingNode node;

    public StandingClearanceTests() => node = new ReceivingNode(tokyo, seoul, ministry);

    public async ValueTask InitializeAsync()
    {
        await node.CommitAsync([.. tokyo.Directory, tokyo.Route(seoul.Office, tokyo.Office)]);
        await node.LearnAsync(seoul, ministry);
        await GiveAsync(Officer());
        await node.Follower.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await node.Follower.StopAsync(default);
        await node.DisposeAsync();
        tokyo.Dispose();
        seoul.Dispose();
        ministry.Dispose();
    }

    [Fact]
    public async Task a_dispatch_is_cleared_as_it_arrives()
    {
        await node.ArriveAsync(seoul.Dispatch("Arrives", tokyo.Post));

        await Eventually.Async(() => node.Steps() is ["cleared"]);
    }

    [Fact]
    public async Task the_clearance_goes_to_all_to_whom_the_dispatch_was_forwarded_before_it_was_cleared()
    {
        await node.Follower.StopAsync(TestContext.Current.CancellationToken);
        var dispatch = seoul.Dispatch("Forwarded", tokyo.Post, seoul.Office);
        await node.ArriveAsync(dispatch);
        await node.ArriveAsync(seoul.Grant(ministry.Post, dispatch));

        await node.Follower.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.Async(() => node.Steps().Contains("cleared"));
        (await AudienceOfClearanceAsync()).ShouldContain(ministry.Post);
    }

    [Fact]
    public async Task what_its_author_has_cancelled_is_not_cleared()
    {
        await node.Follower.StopAsync(TestContext.Current.CancellationToken);
        var dispatch = seoul.Dispatch("Taken back", tokyo.Post);
        await node.ArriveAsync(dispatch);
        await node.ArriveAsync(seoul.Act("cancellation", dispatch));
        await node.ArriveAsync(seoul.Dispatch("In force", tokyo.Post));

        await node.Follower.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.Async(() => node.Steps().Contains("cleared"));
        await FollowedAsync();
        node.Steps().ShouldBe(["cancelled", "cleared"]);
    }

    [Fact]
    public async Task a_dispatch_that_was_held_is_cleared_when_it_takes_effect()
    {
        var question = tokyo.Dispatch("Question", seoul.Post);
        var answer = seoul.Reply(question, "Waits for the question", "interim");
        (await node.ArriveAsync(answer)).Outcome.ShouldBe(AppendOutcome.Held);
        await FollowedAsync();
        node.Steps().ShouldBeEmpty();

        await node.CommitAsync(question);

        await Eventually.Async(() => node.Steps().Contains("cleared"));
    }

    [Fact]
    public async Task what_came_before_it_was_given_waits_for_a_person_also_when_it_takes_effect_later()
    {
        var authorities = node.Get<IStandingAuthorities>();
        await authorities.EndAsync(authorities.All().Single().Id);
        var question = tokyo.Dispatch("Question", seoul.Post);
        await node.ArriveAsync(seoul.Reply(question, "Waits for the question", "interim"));
        await GiveAsync(Officer());

        await node.CommitAsync(question);

        await FollowedAsync();
        node.Steps().ShouldNotContain("cleared");
    }

    [Fact]
    public async Task what_arrived_is_cleared_though_another_gives_his_before_it_was_looked_at()
    {
        await node.Follower.StopAsync(TestContext.Current.CancellationToken);
        await node.ArriveAsync(seoul.Dispatch("Arrives", tokyo.Post));
        await node.CommitAsync(tokyo.DeputyEntry);
        await GiveAsync(Officer() with { Post = tokyo.DeputyPost });

        await node.Follower.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.Async(() => node.Steps() is ["cleared"]);
    }

    [Fact]
    public async Task nothing_is_cleared_in_the_name_of_one_who_may_not_read_it()
    {
        await node.ArriveAsync(seoul.Classified(seoul.Dispatch("Above him", tokyo.Post), "SECRET"));

        await FollowedAsync();
        node.Steps().ShouldBeEmpty();
    }

    [Fact]
    public async Task nothing_is_cleared_in_the_name_of_one_whose_office_it_does_not_pass_any_more()
    {
        node.Officers.Dismiss();
        node.Officers.Add(Officer() with { Parties = [tokyo.Post, Audiences.Everyone] });

        await node.ArriveAsync(seoul.Dispatch("Of another office", tokyo.Post));

        await FollowedAsync();
        node.Steps().ShouldBeEmpty();
    }

    [Fact]
    public async Task nothing_is_cleared_in_the_name_of_one_who_has_no_account_any_more()
    {
        node.Officers.Dismiss();

        await node.ArriveAsync(seoul.Dispatch("In nobody's name", tokyo.Post));

        await FollowedAsync();
        node.Steps().ShouldBeEmpty();
    }

    [Fact]
    public async Task who_has_lost_the_duty_since_he_asked_gives_none()
    {
        var authorities = node.Get<IStandingAuthorities>();
        await authorities.EndAsync(authorities.All().Single().Id);
        node.Officers.Dismiss();

        var given = await authorities.GiveAsync(Officer(), seoul.Post, flashOnly: false);

        given.Refusal.ShouldNotBeNull();
        authorities.All().ShouldBeEmpty();
    }

    private Task<IReadOnlyList<RecordId>> AudienceOfClearanceAsync() =>
        node.Ledger.RunAsync<IReadOnlyList<RecordId>>(t =>
            t.AudienceOf(
                t.Query(
                        "SELECT record FROM p_dispatch_step WHERE step = 'cleared'",
                        r => new RecordId("clearance", new Guid((byte[])r.GetValue(0), bigEndian: true))
                    )
                    .Single()
            )
        );

    private Task FollowedAsync() => Eventually.Async(() => node.Followed("standing-clearance") == node.Ledger.Head.Seq);

    private async Task GiveAsync(Principal officer)
    {
        node.Officers.Add(officer);
        var given = await node.Get<IStandingAuthorities>().GiveAsync(officer, seoul.Post, flashOnly: false);
        given.Refusal.ShouldBeNull();
    }

    private Principal Officer() =>
        new(
            "officer",
            tokyo.Person,
            tokyo.Post,
            [tokyo.Post, tokyo.Office, Audiences.Everyone],
            new Clearance
            {
                Policy = "LEGATION-DEMO",
                Classifications = ["UNCLASSIFIED", "RESTRICTED"],
                Categories = Drafts.Restricted.Categories,
            },
            Duties.Clear
        );
}
