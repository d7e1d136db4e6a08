using System.Net;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;
using Legation.Records.Storage;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What Anneke sends goes through the office, where Mette clears.</summary>
public sealed class StandingAuthorityTests : IAsyncLifetime
{
    private readonly RouteNetwork network = new();

    public async ValueTask InitializeAsync()
    {
        await network.InitializeAsync();
        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });
    }

    public ValueTask DisposeAsync() => network.DisposeAsync();

    [Fact]
    public async Task over_flash_alone_what_is_less_urgent_waits_for_a_person()
    {
        await network.GiveStandingAsync("flash");

        var routine = await ReleasedAsync("routine");
        var flash = await ReleasedAsync("flash");

        await RouteNetwork.ArrivesAsync(network.Lea, flash);
        await WaitsAsync(routine);
    }

    [Fact]
    public async Task over_all_what_is_less_urgent_goes_on_and_says_by_whose_standing_authority()
    {
        await network.GiveStandingAsync("all");

        var there = await RouteNetwork.ArrivesAsync(network.Lea, await ReleasedAsync("routine"));

        var cleared = there
            .Body.GetProperty("track")
            .EnumerateArray()
            .Single(e => e.GetProperty("step").GetString() == "cleared");
        cleared.GetProperty("isByRule").GetBoolean().ShouldBeTrue();
        using var browser = network.Headquarters.Browse();
        await browser.SignInAsync("lea", TestNode.Password);
        (await browser.TextAsync($"/dispatches/{there["id"]}")).ShouldContain(
            "Cleared under the standing authority of"
        );
    }

    [Fact]
    public async Task it_is_listed_with_who_gave_it_over_whom_and_since_when()
    {
        var id = await network.GiveStandingAsync("flash");

        var listed = (await ListAsync()).ShouldHaveSingleItem();

        listed.GetProperty("id").GetString().ShouldBe(id);
        listed.GetProperty("sender").GetString().ShouldBe(network.Anneke.Post.ToString());
        listed.GetProperty("precedences").GetString().ShouldBe("flash");
        listed.GetProperty("clears").GetBoolean().ShouldBeTrue();
        listed.GetProperty("since").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        listed.GetProperty("by").GetString()!.ShouldContain("Desk");
    }

    [Fact]
    public async Task what_came_before_waits_for_a_person()
    {
        var before = await ReleasedAsync("flash");
        await WaitsAsync(before);

        await network.GiveStandingAsync("flash");

        await RouteNetwork.ArrivesAsync(network.Lea, await ReleasedAsync("flash"));
        await WaitsAsync(before);
    }

    [Fact]
    public async Task once_ended_what_arrives_waits_for_a_person()
    {
        var id = await network.GiveStandingAsync("all");

        (await network.Mette.DeleteAsync($"/standing-authorities/{id}")).ShouldBe(HttpStatusCode.NoContent);

        (await ListAsync()).ShouldBeEmpty();
        await StaysAsync(await ReleasedAsync("flash"));
        (await network.Mette.DeleteAsync($"/standing-authorities/{id}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task it_ends_with_the_duty_to_clear_and_the_duty_given_back_does_not_bring_it_back()
    {
        await network.GiveStandingAsync("all");
        var accounts = network.Office.Get<AccountRegister>();

        await accounts.SetDutiesAsync("mette", Duties.Write);
        await accounts.SetDutiesAsync("mette", Duties.Write | Duties.Clear);

        (await ListAsync()).ShouldBeEmpty();
        await StaysAsync(await ReleasedAsync("flash"));
    }

    [Fact]
    public async Task it_ends_with_the_account()
    {
        await network.GiveStandingAsync("all");
        var accounts = network.Office.Get<AccountRegister>();

        await accounts.DisableAsync("mette");
        await accounts.EnableAsync("mette");

        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task giving_and_ending_are_administrative_acts_with_who_did_it()
    {
        var id = await network.GiveStandingAsync("flash");
        await network.Mette.DeleteAsync($"/standing-authorities/{id}");

        var acts = Acts().FindAll(act => act.Contains(id, StringComparison.Ordinal));

        acts.Count.ShouldBe(2);
        acts[0].ShouldContain("standing-authority-given");
        acts[1].ShouldContain("standing-authority-ended");
        acts.ShouldAllBe(act => act.Contains("\"by\":\"mette\"") && act.Contains(network.Anneke.Post.ToString()));
    }

    [Fact]
    public async Task it_is_given_by_who_clears_over_posts_that_go_through_his_office_and_once()
    {
        await network.GiveStandingAsync("flash");

        (await GiveAsync(network.Mette, network.Anneke.Post)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await GiveAsync(network.Mette, network.Lea.Post)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await network.Office.Get<AccountRegister>().SetDutiesAsync("mette", Duties.Write);
        (await GiveAsync(network.Mette, network.Anneke.Post)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await network.Mette.GetAsync("/standing-authorities")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task nobody_gives_it_in_anothers_name()
    {
        await network.Office.StaffAsync("kenji");
        var now = network.Office.Clock.GetUtcNow();
        var acting = new Deputyship(default, "kenji", "mette", now.AddHours(-1), now.AddHours(1), "Leave", "");
        (await network.Office.Get<Deputyships>().AppointAsync(acting)).Refusal.ShouldBeNull();
        using var kenji = network.Office.Call(await network.Office.TokenAsync("kenji"));
        kenji.DefaultRequestHeaders.Add("Acting-For", "mette");

        var given = await GiveAsync(new Officer(network.Mette.Post, kenji), network.Anneke.Post);

        given.Status.ShouldBe(HttpStatusCode.Forbidden);
        given["code"].ShouldBe("in-anothers-name");
    }

    [Fact]
    public async Task who_clears_for_another_office_of_the_node_neither_sees_nor_ends_it()
    {
        var id = await network.GiveStandingAsync("flash");
        var other = (await network.Office.StaffAsync("other")).Single();
        await network.Office.Get<AccountRegister>().SetDutiesAsync("other", Duties.Clear);

        (await other.GetAsync("/standing-authorities")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await other.DeleteAsync($"/standing-authorities/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await ListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task the_command_line_lists_and_ends_it()
    {
        var id = await network.GiveStandingAsync("flash");

        var listed = await RunAsync("standing", "list");

        listed.ShouldStartWith($"{id}\t");
        listed.ShouldContain("\tflash\t");
        (await RunAsync("standing", "end", id)).ShouldContain("has ended");
        (await ListAsync()).ShouldBeEmpty();
    }

    private async Task<string> ReleasedAsync(string precedence)
    {
        var report = network.Report($"Copper Lantern, {precedence}");
        report["precedence"] = precedence;
        return await network.ReleasedAsync(report);
    }

    private static Task<Answered> GiveAsync(Officer giver, RecordId sender) =>
        giver.PostAsync("/standing-authorities", new { sender = sender.ToString() });

    // A person clears it, so nothing else has.
    private async Task StaysAsync(string id)
    {
        await WaitsAsync(id);
        (await network.Mette.PostAsync($"/dispatches/{id}/clear", new { })).Status.ShouldBe(HttpStatusCode.OK);
        (await RouteNetwork.ArrivesAsync(network.Lea, id))["clearanceToFollow"].ShouldBe("False");
    }

    private Task WaitsAsync(string id) =>
        Eventually.UntilAsync(async () =>
            (await network.Mette.GetAsync($"/dispatches/{id}"))["status"] == "awaiting-clearance"
        );

    private async Task<List<System.Text.Json.JsonElement>> ListAsync() =>
        [.. (await network.Mette.GetAsync("/standing-authorities")).Body.GetProperty("items").EnumerateArray()];

    private async Task<string> RunAsync(params string[] command)
    {
        var (code, output, error) = await LegationProcess.RunAsync("", [.. command, "--data", network.Office.Folder]);
        code.ShouldBe(0, error);
        return output;
    }

    private List<string> Acts()
    {
        using var session = network.Office.Get<IRecordStore>().OpenReader();
        return session.Query(
            "SELECT CAST(content AS TEXT) FROM journal WHERE type = $1 ORDER BY seq",
            row => row.GetString(0),
            (int)EntryType.AdministrativeAct
        );
    }
}
