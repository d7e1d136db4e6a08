using System.Net;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Headquarters rules that a post's reports go through the office, after some went past it.</summary>
public sealed class RouteTightenedTests(RouteNetwork network) : IClassFixture<RouteNetwork>
{
    [Fact]
    public async Task what_went_direct_with_a_copy_is_not_the_offices_to_clear_or_to_return()
    {
        var id = await WentDirectAsync("Delivered long ago");

        await ThroughAsync();

        var copy = await network.Mette.GetAsync($"/dispatches/{id}");
        copy.Body.GetProperty("acts").GetProperty("clear").GetBoolean().ShouldBeFalse();
        copy.Body.GetProperty("acts").GetProperty("return").GetBoolean().ShouldBeFalse();
        (await TimeLimitNetwork.ListAsync(network.Mette, "to-clear")).ShouldNotContain(id);
        var cleared = await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });
        cleared.Status.ShouldBe(HttpStatusCode.Conflict);
        var returned = await network.Mette.PostAsync($"/dispatches/{id}/return", new { reason = "Say where." });
        returned.Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task what_went_direct_waits_for_no_clearance_wherever_it_is_read()
    {
        var id = await WentDirectAsync("Released");

        await ThroughAsync();

        foreach (var reader in new[] { network.Anneke, network.Mette, network.Lea })
        {
            var read = await reader.GetAsync($"/dispatches/{id}");
            read["status"].ShouldBe("released");
            TimeLimitNetwork.StepsOf(read).ShouldNotContain("awaiting-clearance");
        }
    }

    [Fact]
    public async Task what_went_direct_does_not_come_to_rest_when_it_is_forwarded()
    {
        var bo = (await network.Headquarters.StaffAsync("bo")).Single();
        var id = await WentDirectAsync("Forwarded later");
        await ThroughAsync();

        var forwarded = await network.Lea.PostAsync(
            $"/dispatches/{id}/forward",
            new { to = new[] { bo.Post.ToString() } }
        );

        forwarded.Status.ShouldBe(HttpStatusCode.OK, forwarded.Body.ToString());
        await TimeLimitNetwork.UntilAsync(network.Mette, id, d => TimeLimitNetwork.StepsOf(d).Contains("forwarded"));
        (await network.Mette.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("released");
        (await TimeLimitNetwork.ListAsync(network.Mette, "to-clear")).ShouldNotContain(id);
    }

    [Fact]
    public async Task what_went_direct_is_relabelled_for_all_who_have_it()
    {
        var id = await WentDirectAsync("Relabelled later");
        await ThroughAsync();

        var relabelled = await network.Anneke.PostAsync(
            $"/dispatches/{id}/relabel",
            new { label = DemoLabels.Label("UNCLASSIFIED", "2031-01-01"), reason = "Look again." }
        );

        relabelled.Status.ShouldBe(HttpStatusCode.OK, relabelled.Body.ToString());
        await TimeLimitNetwork.UntilAsync(network.Lea, id, d => TimeLimitNetwork.StepsOf(d).Contains("relabelled"));
    }

    [Fact]
    public async Task what_comes_after_it_rests_until_it_is_cleared()
    {
        await WentDirectAsync("Before");
        await ThroughAsync();

        var id = await network.ReleasedAsync(network.Report("After"));

        (await RouteNetwork.ArrivesAsync(network.Mette, id))["status"].ShouldBe("awaiting-clearance");
        (await network.Anneke.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("awaiting-clearance");
        (await TimeLimitNetwork.ListAsync(network.Mette, "to-clear")).ShouldContain(id);
        var cleared = await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });
        cleared.Status.ShouldBe(HttpStatusCode.OK, cleared.Body.ToString());
        (await RouteNetwork.ArrivesAsync(network.Lea, id))["status"].ShouldBe("released");
    }

    private async Task<string> WentDirectAsync(string subject)
    {
        await RuleAsync(network.Route(network.OfficeId.ToString(), RouteLine.Copy));
        var id = await network.ReleasedAsync(network.Report(subject));
        await RouteNetwork.ArrivesAsync(network.Lea, id);
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        return id;
    }

    private Task ThroughAsync() => RuleAsync(network.Route(network.OfficeId.ToString()));

    private Task<IReadOnlyList<RecordId>> RuleAsync(RouteLine route) =>
        network.RuleAsync(new DirectoryDocument { Routes = [route] });
}
