using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>The post was restored from a copy that lacks its second version, and has written another second version.</summary>
public sealed class RestoredSenderTests(RouteNetwork network) : IClassFixture<RouteNetwork>, IAsyncLifetime
{
    private readonly RestoredSender sender = new(network);

    public async ValueTask InitializeAsync() =>
        await network.RuleAsync(new() { Routes = [network.Route(network.OfficeId.ToString())] });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("clear", "released")]
    [InlineData("return", "returned")]
    public async Task the_office_decides_on_the_other_text_anew(string act, string status)
    {
        var (id, first) = await sender.FirstAsync();
        await sender.ComesAsync(sender.Second(first, epoch: 1, "The lost second version"));
        await DecideAsync(id, act);
        (await network.Mette.GetAsync($"/dispatches/{id}"))["status"].ShouldBe(status);

        await sender.ComesAsync(sender.Second(first, epoch: 2, "The other second version"));

        (await network.Mette.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("awaiting-clearance");
        (await TimeLimitNetwork.ListAsync(network.Mette, "to-clear")).ShouldContain(id);
        await DecideAsync(id, "clear");
        await TimeLimitNetwork.UntilAsync(network.Lea, id, d => d["subject"] == "The other second version");
    }

    [Fact]
    public async Task the_other_text_is_cleared_under_standing_authority_like_any_that_arrives()
    {
        var (id, first) = await sender.FirstAsync();
        await sender.ComesAsync(sender.Second(first, epoch: 1, "The lost second version"));
        await DecideAsync(id, "return");
        var standing = await network.GiveStandingAsync("all");

        await sender.ComesAsync(sender.Second(first, epoch: 2, "The other second version"));

        await TimeLimitNetwork.UntilAsync(network.Lea, id, d => d["subject"] == "The other second version");
        await network.Mette.DeleteAsync($"/standing-authorities/{standing}");
    }

    private async Task DecideAsync(string id, string act)
    {
        var decided = await network.Mette.PostAsync($"/dispatches/{id}/{act}", new { reason = "Say where." });
        decided.Status.ShouldBe(HttpStatusCode.OK, decided.Body.ToString());
    }
}
