using Legation.Organisations.Contracts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>In which order an officer finds what waits for his office's clearance.</summary>
public sealed class ClearingOrderTests(TimeLimitNetwork limited) : IClassFixture<TimeLimitNetwork>
{
    private readonly RouteNetwork network = limited.Network;

    [Fact]
    public async Task what_is_more_urgent_comes_first_then_what_is_due_first_and_last_what_has_gone_on()
    {
        await limited.RuleAsync(new ClearanceLimits(Flash: 15));
        var gone = await limited.WaitingAsync("Gone on", "flash");
        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);
        await RouteNetwork.ArrivesAsync(network.Lea, gone);
        await limited.RuleAsync(new ClearanceLimits(Flash: 15, Routine: 10));
        var first = await limited.WaitingAsync("Due first", "flash");
        network.TimePasses(TimeSpan.FromMinutes(1));
        var second = await limited.WaitingAsync("Due second", "flash");
        var routine = await limited.WaitingAsync("Routine");

        var page = await network.Mette.GetAsync("/dispatches?box=to-clear&limit=3");

        Ids(page).ShouldBe([first, second, routine]);
        var next = page["next"];
        Ids(await network.Mette.GetAsync($"/dispatches?box=to-clear&limit=3&next={next}")).ShouldBe([gone]);
        var today = await TimeLimitNetwork.PageAsync(network.Office, "mette", "/");
        today
            .IndexOf("Due first", StringComparison.Ordinal)
            .ShouldBeLessThan(today.IndexOf("Due second", StringComparison.Ordinal));
    }

    private static IEnumerable<string?> Ids(Answered page) =>
        page.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
}
