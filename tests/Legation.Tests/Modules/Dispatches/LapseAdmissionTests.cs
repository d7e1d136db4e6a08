using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Modules.Support;

namespace Legation.Tests.Modules.Dispatches;

/// <summary>What headquarters takes of an office that did not clear a dispatch in time.</summary>
public sealed class LapseAdmissionTests : IAsyncDisposable
{
    private readonly Peer headquarters = new(1);
    private readonly Peer tokyo = new(2);
    private readonly Peer seoul = new(3);
    private readonly Peer ministry = new(4);
    private readonly ReceivingNode node;

    public LapseAdmissionTests() => node = new ReceivingNode(headquarters, tokyo, seoul, ministry);

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        foreach (var peer in new[] { headquarters, tokyo, seoul, ministry })
            peer.Dispose();
    }

    [Fact]
    public async Task a_dispatch_after_its_lapse_is_taken()
    {
        await RuledAsync(limits: new { routine = 15 });
        var dispatch = seoul.Dispatch("Lapsed", headquarters.Post);
        await node.ArriveAsync(tokyo.Lapse(dispatch));

        await node.ArriveAsync(dispatch, tokyo);

        node.Dispatches().ShouldBe(["Lapsed"]);
        node.Steps().ShouldBe(["lapsed"]);
    }

    [Fact]
    public async Task a_dispatch_before_its_lapse_is_held_for_it()
    {
        await RuledAsync(limits: new { routine = 15 });
        var dispatch = seoul.Dispatch("Early", headquarters.Post);

        (await node.ArriveAsync(dispatch, tokyo)).Outcome.ShouldBe(AppendOutcome.Held);
        await node.ArriveAsync(tokyo.Lapse(dispatch));

        node.Dispatches().ShouldBe(["Early"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task a_lapse_lets_nothing_in_where_the_route_sets_no_time_for_that_precedence(bool forFlash)
    {
        await RuledAsync(limits: forFlash ? new { flash = 15 } : null);
        var dispatch = seoul.Dispatch("Past", headquarters.Post);
        await node.ArriveAsync(tokyo.Lapse(dispatch));

        (await node.ArriveAsync(dispatch, tokyo)).Outcome.ShouldBe(AppendOutcome.Held);
        var past = await node.ArriveAsync(seoul.Dispatch("Past", headquarters.Post));

        past.Refusal.ShouldNotBeNull().Code.ShouldBe("past-the-office");
        node.Dispatches().ShouldBeEmpty();
    }

    [Fact]
    public async Task its_own_home_brings_it_past_the_office_under_a_lapse_that_no_route_allows()
    {
        await RuledAsync(limits: null);
        var dispatch = seoul.Dispatch("Past", headquarters.Post);
        await node.ArriveAsync(tokyo.Lapse(dispatch));

        (await node.ArriveAsync(dispatch)).Refusal.ShouldNotBeNull().Code.ShouldBe("past-the-office");
    }

    [Fact]
    public async Task a_lapse_of_another_text_lets_nothing_in()
    {
        await RuledAsync(limits: new { routine = 15 });
        var harmless = seoul.Dispatch("Harmless", headquarters.Post);
        await node.ArriveAsync(tokyo.Lapse(harmless));

        await node.ArriveAsync(seoul.Dispatch("Other", headquarters.Post), tokyo);
        await node.ArriveAsync(seoul.Revised(harmless, "Revised"), tokyo);

        node.Dispatches().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_lapse_that_passes_it_to_a_deputy_lets_nothing_in()
    {
        await RuledAsync(limits: new { routine = 15 });
        var dispatch = seoul.Dispatch("Passed", headquarters.Post);
        await node.ArriveAsync(tokyo.Lapse(dispatch, passedTo: tokyo.Post));

        (await node.ArriveAsync(dispatch, tokyo)).Outcome.ShouldBe(AppendOutcome.Held);
    }

    [Fact]
    public async Task a_lapse_by_another_node_in_the_name_of_the_office_is_refused_and_noted()
    {
        await RuledAsync(limits: new { routine = 15 });
        var dispatch = seoul.Dispatch("Forged", headquarters.Post);

        var arrived = await node.ArriveAsync(ministry.Lapse(dispatch, office: tokyo.Office));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-lapse");
        node.SecurityEvents().Single().ShouldContain("not-its-to-lapse");
    }

    [Fact]
    public async Task a_lapse_that_was_refused_stands_in_the_way_of_no_true_one()
    {
        await RuledAsync(limits: new { routine = 15 });
        var dispatch = seoul.Dispatch("Forged first", headquarters.Post);
        await node.ArriveAsync(ministry.Lapse(dispatch, office: tokyo.Office));
        (await node.ArriveAsync(dispatch, tokyo)).Outcome.ShouldBe(AppendOutcome.Held);

        await node.ArriveAsync(tokyo.Lapse(dispatch));

        node.Dispatches().ShouldBe(["Forged first"]);
        node.Steps().ShouldBe(["lapsed"]);
    }

    [Fact]
    public async Task a_lapse_by_another_office_lets_nothing_in()
    {
        await RuledAsync(limits: new { routine = 15 });
        var dispatch = seoul.Dispatch("Forged", headquarters.Post);
        await node.ArriveAsync(ministry.Lapse(dispatch));

        (await node.ArriveAsync(dispatch, tokyo)).Outcome.ShouldBe(AppendOutcome.Held);
    }

    [Fact]
    public async Task a_lapse_in_the_name_of_a_person_or_for_another_nodes_post_is_refused()
    {
        await RuledAsync(limits: new { routine = 15 });
        var dispatch = seoul.Dispatch("Forged", headquarters.Post);
        var byPerson = tokyo.Lapse(dispatch, author: new Author(tokyo.Person, tokyo.Post));

        foreach (var forged in new[] { byPerson, tokyo.Lapse(dispatch, passedTo: ministry.Post) })
            (await node.ArriveAsync(forged)).Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-lapse");
    }

    [Fact]
    public async Task a_lapse_before_its_office_is_known_waits_for_that()
    {
        await node.LearnAsync(seoul);
        await node.CommitAsync(headquarters.Route(seoul.Office, tokyo.Office, new { routine = 15 }));
        var dispatch = seoul.Dispatch("Early", headquarters.Post);
        await node.ArriveAsync(dispatch, tokyo);

        (await node.ArriveAsync(tokyo.Lapse(dispatch))).Outcome.ShouldBe(AppendOutcome.Held);
        await node.LearnAsync(tokyo);

        node.Dispatches().ShouldBe(["Early"]);
    }

    [Fact]
    public async Task who_forwards_what_lapsed_brings_its_lapse_along_and_no_others()
    {
        await RuledAsync(limits: new { routine = 15 });
        var (dispatch, other) = (Copied("Lapsed"), Copied("Other"));
        foreach (var lapsed in new[] { dispatch, other })
        {
            await node.ArriveAsync(tokyo.Lapse(lapsed));
            await node.ArriveAsync(lapsed, tokyo);
        }
        var (own, others) = (tokyo.Lapse(dispatch), tokyo.Lapse(other));
        await node.ArriveAsync(own);
        await node.ArriveAsync(others);

        var wrong = await node.ArriveAsync(tokyo.Grant(ministry.Post, dispatch, others));
        var right = await node.ArriveAsync(tokyo.Grant(ministry.Post, dispatch, own));

        wrong.Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-to-forward");
        right.Outcome.ShouldBe(AppendOutcome.Stored);
    }

    private SignedRecord Copied(string subject) => seoul.Dispatch(subject, headquarters.Post, info: tokyo.Post);

    private async Task RuledAsync(object? limits)
    {
        await node.LearnAsync(tokyo, seoul, ministry);
        await node.CommitAsync(headquarters.Route(seoul.Office, tokyo.Office, limits));
    }
}
