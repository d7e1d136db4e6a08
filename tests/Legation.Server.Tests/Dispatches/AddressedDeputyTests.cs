using System.Net;
using System.Text.Json;
using Legation.Server.Tests.Duty;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What Ole is to clear when Mette does not is for his information too.</summary>
public sealed class AddressedDeputyTests(TimeLimitNetwork limited) : IClassFixture<TimeLimitNetwork>
{
    private readonly RouteNetwork network = limited.Network;

    [Fact]
    public async Task he_clears_it_and_has_it_afterwards_as_any_addressee()
    {
        var id = await PassedOnAsync("routine");
        (await TimeLimitNetwork.ListAsync(limited.Ole, "to-clear")).ShouldContain(id);

        (await limited.Ole.PostAsync($"/dispatches/{id}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);

        await RouteNetwork.ArrivesAsync(network.Lea, id);
        (await TimeLimitNetwork.ListAsync(limited.Ole, "to-clear")).ShouldNotContain(id);
        (await TimeLimitNetwork.ListAsync(limited.Ole, "inbox")).ShouldContain(id);
        (await limited.Ole.PostAsync($"/dispatches/{id}/acknowledge", new { })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task that_he_acknowledges_it_takes_it_from_nobody_who_is_to_clear_it()
    {
        var id = await PassedOnAsync("routine", field: "action");
        (await limited.Ole.PostAsync($"/dispatches/{id}/acknowledge", new { })).Status.ShouldBe(HttpStatusCode.OK);
        (await TimeLimitNetwork.ListAsync(network.Mette, "to-clear")).ShouldContain(id);

        var cleared = await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });

        cleared.Status.ShouldBe(HttpStatusCode.OK, cleared.Body.ToString());
        await RouteNetwork.ArrivesAsync(network.Lea, id);
    }

    [Fact]
    public async Task he_is_called_to_clear_it_and_when_another_has_cleared_it_as_an_addressee()
    {
        await Calls.ToAsync(network.Office, limited.Ole.Post, "ole");
        var id = await PassedOnAsync("flash");
        await Calls.UntilAsync(limited.Ole, id);

        (await network.Mette.PostAsync($"/dispatches/{id}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);

        await Calls.SettledAsync(network.Office);
        (await Calls.IsCalledAsync(limited.Ole, id)).ShouldBeTrue("he has not seen it as an addressee");
        (await limited.Ole.PostAsync($"/dispatches/{id}/acknowledge", new { })).Status.ShouldBe(HttpStatusCode.OK);
        await Eventually.UntilAsync(async () => !await Calls.IsCalledAsync(limited.Ole, id));
    }

    private async Task<string> PassedOnAsync(string precedence, string field = "info")
    {
        await limited.RuleAsync(deputies: [limited.Ole.Post]);
        var report = network.Report("Also for the deputy");
        report["precedence"] = precedence;
        if (field == "action")
            report["info"] = new[] { network.Lea.Post.ToString() };
        report[field] = new[] { limited.Ole.Post.ToString() };
        var id = await network.ReleasedAsync(report);
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        await limited.HasBegunAsync(id);
        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);
        await TimeLimitNetwork.UntilAsync(
            limited.Ole,
            id,
            d => d.Body.GetProperty("passedOn").ValueKind == JsonValueKind.Object
        );
        return id;
    }
}
