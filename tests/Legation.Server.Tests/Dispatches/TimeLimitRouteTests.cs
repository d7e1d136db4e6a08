using Legation.Organisations.Contracts;
using Legation.Records;
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

    // The route marked each term to be reckoned again when it took effect.
    private Task ReckonedAsync() =>
        Eventually.UntilAsync(async () =>
            await network
                .Office.Get<Ledger>()
                .RunAsync(t => t.Query("SELECT COUNT(*) FROM dispatch_term WHERE due = 0", r => r.GetInt64(0)).Single())
            == 0
        );
}
