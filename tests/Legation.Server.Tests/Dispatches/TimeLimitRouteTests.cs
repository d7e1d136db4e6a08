using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What rests at the office while its route goes astray, and comes back.</summary>
public sealed class TimeLimitRouteTests(TimeLimitNetwork limited) : IClassFixture<TimeLimitNetwork>
{
    private readonly RouteNetwork network = limited.Network;

    [Fact]
    public async Task what_was_led_through_a_wrong_office_for_a_while_lapses_once_it_rests_here_by_its_route_again()
    {
        await limited.RuleAsync();
        var id = await limited.WaitingAsync("Astray");
        var its = network.Headquarters.Get<IPostDirectory>().PartiesOf(network.Lea.Post);
        await network.RuleAsync(
            new() { Routes = [network.Route(its.Single(party => party.Kind == "office").ToString())] }
        );
        await ReckonedAsync();

        await limited.RuleAsync();
        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);

        (await RouteNetwork.ArrivesAsync(network.Lea, id))["notClearedWithin"].ShouldBe("15");
    }

    [Fact]
    public async Task what_rests_by_a_route_that_is_followed_again_lapses_without_a_restart()
    {
        await limited.RuleAsync();
        var id = await limited.WaitingAsync("Not followed for a while");
        await AcceptAsync(rulesRoutes: false);
        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);
        await CountsAsync($"due < {long.MaxValue}", 0);

        await AcceptAsync(rulesRoutes: true);

        (await RouteNetwork.ArrivesAsync(network.Lea, id))["notClearedWithin"].ShouldBe("15");
    }

    private async Task AcceptAsync(bool rulesRoutes) =>
        (
            await network
                .Office.Get<NodeCards>()
                .AcceptAsync(
                    network.Headquarters.Get<NodeCards>().Own(),
                    ClearanceText.Least(ShippedPolicies.LegationDemo),
                    rulesRoutes
                )
        ).Refusal.ShouldBeNull();

    // The route marked each term to be reckoned again when it took effect.
    private Task ReckonedAsync() => CountsAsync("due = 0", 0);

    private Task CountsAsync(string which, long count) =>
        Eventually.UntilAsync(async () =>
            await network
                .Office.Get<Ledger>()
                .RunAsync(t =>
                    t.Query($"SELECT COUNT(*) FROM dispatch_term WHERE {which}", r => r.GetInt64(0)).Single()
                ) == count
        );
}
