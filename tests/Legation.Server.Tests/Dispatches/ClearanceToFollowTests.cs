using System.Net;
using System.Text.Json;
using Legation.Organisations.Register;
using Legation.Records.Access;
using Legation.Relay;
using Legation.Server.Tests.Duty;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Mette has given standing authority over what Anneke sends through the office.</summary>
public sealed class ClearanceToFollowTests : IAsyncLifetime
{
    private readonly RouteNetwork network = new();

    public async ValueTask InitializeAsync()
    {
        await network.InitializeAsync();
        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });
        await network.GiveStandingAsync("all");
    }

    public ValueTask DisposeAsync() => network.DisposeAsync();

    [Fact]
    public async Task flash_goes_on_at_once_and_says_at_headquarters_that_its_clearance_is_to_follow()
    {
        var id = await FlashAsync("Ahead");

        var there = await RouteNetwork.ArrivesAsync(network.Lea, id);

        there["status"].ShouldBe("released");
        there["clearanceToFollow"].ShouldBe("True");
        StepsOf(there).ShouldContain("cleared-ahead");
        StepsOf(there).ShouldNotContain("cleared");
        var page = await PageAsync(network.Headquarters, "lea", id);
        page.ShouldContain("Clearance to follow");
        page.ShouldContain("Went on under the standing authority of");
    }

    [Fact]
    public async Task the_clearance_that_follows_is_shown_at_headquarters_where_the_dispatch_stays_one()
    {
        var id = await FlashAsync("Followed");
        await RouteNetwork.ArrivesAsync(network.Lea, id);
        await UntilAsync(network.Mette, id, d => d["clearanceToFollow"] == "True");
        (await ListAsync(network.Mette, "to-clear")).ShouldContain(id);

        var cleared = await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });

        cleared.Status.ShouldBe(HttpStatusCode.OK, cleared.Body.ToString());
        await UntilAsync(network.Lea, id, d => d["clearanceToFollow"] == "False");
        StepsOf(await network.Lea.GetAsync($"/dispatches/{id}")).ShouldContain("cleared");
        (await ListAsync(network.Lea, "inbox")).Split($"\"{id}\"").Length.ShouldBe(2, "once");
        (await ListAsync(network.Mette, "to-clear")).ShouldNotContain(id);
        (await network.Mette.PostAsync($"/dispatches/{id}/clear", new { })).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task who_was_forwarded_it_meanwhile_has_the_clearance_that_follows_too()
    {
        var bo = (await network.Headquarters.StaffAsync("bo")).Single();
        var id = await FlashAsync("Forwarded");
        await RouteNetwork.ArrivesAsync(network.Lea, id);
        var forwarded = await network.Lea.PostAsync(
            $"/dispatches/{id}/forward",
            new { to = new[] { bo.Post.ToString() } }
        );
        forwarded.Status.ShouldBe(HttpStatusCode.OK, forwarded.Body.ToString());
        (await bo.GetAsync($"/dispatches/{id}"))["clearanceToFollow"].ShouldBe("True");
        await UntilAsync(network.Mette, id, d => StepsOf(d).Contains("forwarded"));

        await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });

        await UntilAsync(network.Lea, id, d => d["clearanceToFollow"] == "False");
        (await bo.GetAsync($"/dispatches/{id}"))["clearanceToFollow"].ShouldBe("False");
    }

    [Fact]
    public async Task who_was_forwarded_it_while_the_clearance_was_on_its_way_has_that_too()
    {
        var liv = await network.Headquarters.JoinAsync("liv", "lea", Duties.Write);
        var id = await FlashAsync("Crossing");
        await RouteNetwork.ArrivesAsync(network.Lea, id);
        await UntilAsync(network.Mette, id, d => d["clearanceToFollow"] == "True");
        var links = network.Headquarters.Get<Links>();
        (await links.PauseAsync(links.All().Single().Id)).Refusal.ShouldBeNull();
        await network.Lea.PostAsync($"/dispatches/{id}/forward", new { to = new[] { liv.Post.ToString() } });
        await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });

        (await links.ResumeAsync(links.All().Single().Id)).Refusal.ShouldBeNull();

        await UntilAsync(network.Lea, id, d => d["clearanceToFollow"] == "False");
        var there = await liv.GetAsync($"/dispatches/{id}");
        there["clearanceToFollow"].ShouldBe("False");
        StepsOf(there).ShouldContain("cleared");
    }

    [Fact]
    public async Task headquarters_finds_it_under_today_until_the_clearance_is_in()
    {
        var id = await FlashAsync("Found today");
        await RouteNetwork.ArrivesAsync(network.Lea, id);
        (await TimeLimitNetwork.PageAsync(network.Headquarters, "lea", "/")).ShouldContain("· clearance to follow");
        await network.Lea.PostAsync($"/dispatches/{id}/acknowledge", new { });
        var today = await TimeLimitNetwork.PageAsync(network.Headquarters, "lea", "/");
        today.ShouldContain("<h2>Clearance to follow ");
        today.ShouldContain("Found today");

        await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });

        await UntilAsync(network.Lea, id, d => d["clearanceToFollow"] == "False");
        (await TimeLimitNetwork.PageAsync(network.Headquarters, "lea", "/")).ShouldNotContain("Clearance to follow");
    }

    [Fact]
    public async Task programs_list_standing_authority_as_json()
    {
        var (code, output, _) = await LegationProcess.RunAsync(
            "",
            "standing",
            "list",
            "--json",
            "--data",
            network.Office.Folder
        );

        code.ShouldBe(0);
        var given = JsonDocument.Parse(output).RootElement.GetProperty("items").EnumerateArray().Single();
        given.GetProperty("sender").GetString().ShouldBe(network.Anneke.Post.ToString());
        given.GetProperty("flashOnly").GetBoolean().ShouldBeFalse();
        given.GetProperty("clears").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task what_has_gone_on_is_not_returned()
    {
        var id = await FlashAsync("Gone");
        await UntilAsync(network.Mette, id, d => d["clearanceToFollow"] == "True");

        var returned = await network.Mette.PostAsync($"/dispatches/{id}/return", new { reason = "Say where." });

        returned.Status.ShouldBe(HttpStatusCode.Conflict);
        (await network.Mette.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("released");
        (await PageAsync(network.Office, "mette", id)).ShouldNotContain("Return for revision");
    }

    [Fact]
    public async Task the_office_is_called_for_it_until_a_person_has_cleared_it()
    {
        await Calls.ToAsync(network.Office, network.OfficeId, "mette");
        var id = await FlashAsync("At night");
        await RouteNetwork.ArrivesAsync(network.Lea, id);
        await Calls.SettledAsync(network.Office);
        (await Calls.IsCalledAsync(network.Mette, id)).ShouldBeTrue("nobody has seen it yet");

        await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });

        await Eventually.UntilAsync(async () => !await Calls.IsCalledAsync(network.Mette, id));
    }

    [Fact]
    public async Task what_is_less_urgent_is_cleared_by_standing_authority_alone()
    {
        var id = await network.ReleasedAsync(network.Report("Routine"));

        var there = await RouteNetwork.ArrivesAsync(network.Lea, id);

        there["clearanceToFollow"].ShouldBe("False");
        StepsOf(there).ShouldContain("cleared");
        (await ListAsync(network.Mette, "to-clear")).ShouldNotContain(id);
    }

    private Task<string> FlashAsync(string subject)
    {
        var report = network.Report(subject);
        report["precedence"] = "flash";
        return network.ReleasedAsync(report);
    }

    private static Task UntilAsync(Officer officer, string id, Func<Answered, bool> holds) =>
        Eventually.UntilAsync(async () =>
            await officer.GetAsync($"/dispatches/{id}") is { Status: HttpStatusCode.OK } found && holds(found)
        );

    private static List<string?> StepsOf(Answered dispatch) =>
        [.. dispatch.Body.GetProperty("track").EnumerateArray().Select(e => e.GetProperty("step").GetString())];

    private static async Task<string> ListAsync(Officer officer, string box) =>
        (await officer.GetAsync($"/dispatches?box={box}")).Body.ToString();

    private static async Task<string> PageAsync(TestNode node, string name, string id)
    {
        using var browser = node.Browse();
        await browser.SignInAsync(name, TestNode.Password);
        return await browser.TextAsync($"/dispatches/{id}");
    }
}
