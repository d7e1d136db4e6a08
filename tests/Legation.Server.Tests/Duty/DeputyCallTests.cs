using System.Net;
using Legation.Server.Tests.Dispatches;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Duty;

/// <summary>Flash has passed to Ole, whose roster calls him for it, and Mette decides on it.</summary>
public sealed class DeputyCallTests(TimeLimitNetwork limited) : IClassFixture<TimeLimitNetwork>
{
    private readonly RouteNetwork network = limited.Network;

    [Theory]
    [InlineData("clear")]
    [InlineData("return")]
    public async Task nobody_is_called_any_more_to_clear_what_a_colleague_cleared_or_returned(string act)
    {
        await Calls.ToAsync(network.Office, limited.Ole.Post, "ole");
        await limited.RuleAsync(deputies: [limited.Ole.Post]);
        var id = await limited.WaitingAsync("Passed on", "flash");
        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);
        await Calls.UntilAsync(limited.Ole, id);

        var decided = await network.Mette.PostAsync($"/dispatches/{id}/{act}", new { reason = "Say where." });

        decided.Status.ShouldBe(HttpStatusCode.OK, decided.Body.ToString());
        await Calls.SettledAsync(network.Office);
        (await Calls.IsCalledAsync(limited.Ole, id)).ShouldBeFalse();
    }
}
