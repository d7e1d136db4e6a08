using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Server.Duty;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What headquarters may rule on an office's time, and whom it calls.</summary>
public sealed class TimeLimitRuleTests(TimeLimitNetwork limited) : IClassFixture<TimeLimitNetwork>
{
    private readonly RouteNetwork network = limited.Network;

    [Theory]
    [InlineData("through", 0, "routes[0].limits.flash", "is 0; write minutes from 1 to 43200")]
    [InlineData("through", 43_201, "routes[0].limits.flash", "is 43201; write minutes from 1 to 43200")]
    [InlineData("through", null, "routes[0].limits", "names no precedence")]
    [InlineData("copy", 15, "routes[0].limits", "is for a route through an office")]
    public async Task limits_that_mean_nothing_are_refused_with_place_and_rule(
        string mode,
        int? minutes,
        string field,
        string rule
    )
    {
        var line = network.Route(network.OfficeId.ToString(), mode) with { Limits = new ClearanceLimits(minutes) };

        await IsRefusedAsync(line, field, rule);
    }

    [Fact]
    public async Task a_direct_route_has_no_limits()
    {
        var line = network.Route(RouteLine.Direct) with { Limits = new ClearanceLimits(15) };

        await IsRefusedAsync(line, "routes[0].limits", "is for a route through an office");
    }

    [Fact]
    public async Task deputies_are_posts_of_that_office_each_once_and_only_where_there_is_a_time()
    {
        var route = network.Route(network.OfficeId.ToString());
        var (ole, lea) = (limited.Ole.Post.ToString(), network.Lea.Post.ToString());
        var timed = route with { Limits = new ClearanceLimits(15) };

        await IsRefusedAsync(timed with { Deputies = [lea] }, "routes[0].deputies[0]", "a post of the office in via");
        await IsRefusedAsync(timed with { Deputies = ["nobody"] }, "routes[0].deputies[0]", "is nobody");
        await IsRefusedAsync(timed with { Deputies = [ole, ole] }, "routes[0].deputies[1]", "twice");
        await IsRefusedAsync(route with { Deputies = [ole] }, "routes[0].deputies", "needs limits");
    }

    [Fact]
    public async Task the_operator_is_told_what_the_route_says()
    {
        await limited.RuleAsync(new ClearanceLimits(Flash: 15, Routine: 600), [limited.Ole.Post]);

        network
            .Office.Get<IPostDirectory>()
            .Routes()
            .Single()
            .Way.ShouldBe(
                "through Office mette; not cleared in 15 min (flash), 600 min (routine): to Desk of ole, then on without clearance"
            );
    }

    [Fact]
    public async Task a_deputy_to_whom_flash_passes_is_called()
    {
        await network
            .Office.Get<Rosters>()
            .SetAsync(
                new DutyRoster
                {
                    Party = limited.Ole.Post,
                    Zone = "Asia/Tokyo",
                    People = [new("ole", "ole@example.org")],
                },
                ""
            );
        await limited.RuleAsync(deputies: [limited.Ole.Post]);
        var id = await limited.WaitingAsync("Night", "flash");
        (await AlertsAsync(limited.Ole)).ShouldNotContain(id);

        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);

        await Eventually.UntilAsync(async () =>
            (await AlertsAsync(limited.Ole)).Contains(id, StringComparison.Ordinal)
        );
    }

    private static async Task<string> AlertsAsync(Officer officer) =>
        (await officer.GetAsync("/duty/alerts")).Body.ToString();

    private async Task IsRefusedAsync(RouteLine line, string field, string rule)
    {
        var refused = await network
            .Headquarters.Get<DirectoryImport>()
            .RunAsync(new DirectoryDocument { Routes = [line] });

        refused.Refusal.ShouldNotBeNull().Field.ShouldBe(field);
        refused.Refusal.Sentence.ShouldContain(rule);
    }
}
