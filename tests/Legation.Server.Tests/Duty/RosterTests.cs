using System.Text.Json.Nodes;
using Legation.Records.Access;
using Legation.Server.Duty;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Duty;

/// <summary>Rosters are kept by command, by page and by program, under the same rules.</summary>
public sealed class RosterTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Officer bo = null!;
    private readonly string file = Path.GetTempFileName();

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        bo = (await node.StaffAsync("bo"))[0];
        await node.AddUserAsync("operator", Duties.Operate);
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(file);
        return node.DisposeAsync();
    }

    [Fact]
    public async Task a_roster_is_shown_changed_and_set_by_command()
    {
        var shown = JsonNode.Parse(await DoneAsync("duty", "show", "Office bo"))!;
        shown["people"] = new JsonArray(new JsonObject { ["account"] = "bo", ["mail"] = "bo@example.org" });
        shown["shifts"] = new JsonArray(
            new JsonObject
            {
                ["account"] = "bo",
                ["days"] = new JsonArray("monday", "friday"),
                ["from"] = "18:00",
                ["until"] = "08:00",
            }
        );
        (await SetAsync(shown)).ShouldBe((0, "1 people can be called for Office bo, 1 shifts.\n", ""));
        (await DoneAsync("duty", "list")).ShouldContain("Office bo\ton duty now:");
        JsonNode
            .DeepEquals(JsonNode.Parse(await DoneAsync("duty", "show", "Office bo"))!["people"], shown["people"])
            .ShouldBeTrue();
        await DoneAsync("duty", "remove", "Office bo");
        node.Get<Rosters>().All().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("zone", "\"Asia/Nowhere\"", "zone: Asia/Nowhere is no IANA time zone")]
    [InlineData("everyMinutes", "0", "everyMinutes: Wait 1 to 1440 minutes")]
    [InlineData(
        "people",
        """[{"account":"nobody","mail":"n@example.org"}]""",
        "people[0].account: There is no account nobody"
    )]
    [InlineData(
        "people",
        """[{"account":"bo","mail":"bo@example.org\r\nBcc: x@example.org"}]""",
        "people[0].mail: The mail address of bo is none"
    )]
    [InlineData(
        "shifts",
        """[{"account":"bo","days":["monday"],"from":"18:00","until":"08:00"}]""",
        "shifts[0].account: bo is not among the people"
    )]
    [InlineData("from", "\"routine\"", "from: People are called from flash or from immediate on")]
    [InlineData("colour", "1", "cannot be read at $")]
    public async Task what_breaks_a_rule_is_refused_with_its_place(string field, string value, string sentence)
    {
        var roster = JsonNode.Parse(await DoneAsync("duty", "show", "Office bo"))!;
        roster[field] = JsonNode.Parse(value);
        var (code, _, error) = await SetAsync(roster);
        code.ShouldBe(1);
        error.ShouldContain(sentence);
        node.Get<Rosters>().All().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_roster_is_edited_on_its_page_without_script()
    {
        using var browser = node.Browse();
        await browser.SignInAsync("operator", TestNode.Password);
        var page = RosterPage.AddressOf(bo.Post);
        await browser.PostAsync(
            page,
            (await browser.FormAsync(page, "person")).Filled(("Account", "bo"), ("Mail", "bo@example.org"))
        );
        await browser.PostAsync(
            page,
            (await browser.FormAsync(page, "rule")).Filled(("Every", "7"), ("Holidays", "2026-12-24\n2026-12-25"))
        );
        await browser.PostAsync(
            page,
            (await browser.FormAsync(page, "shift")).Filled(
                ("ShiftFrom", "18:00"),
                ("ShiftUntil", "08:00"),
                ("ShiftDays", "Monday")
            )
        );
        var roster = node.Get<Rosters>().Find(bo.Post).ShouldNotBeNull();
        roster.EveryMinutes.ShouldBe(7);
        roster.Holidays.Count.ShouldBe(2);
        DutyWords.Of(roster.Shifts.Single()).ShouldBe("Mon 18:00–08:00");
        (await browser.TextAsync("/duty")).ShouldContain("Desk");
    }

    [Fact]
    public async Task rosters_are_for_who_operates_the_node()
    {
        using var browser = node.Browse();
        await browser.SignInAsync("bo", TestNode.Password);
        (await browser.OpenAsync("/duty")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await bo.GetAsync("/duty/rosters")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    private async Task<(int Code, string Output, string Error)> SetAsync(JsonNode roster)
    {
        await File.WriteAllTextAsync(file, roster.ToJsonString(), TestContext.Current.CancellationToken);
        return await LegationProcess.RunAsync("", "duty", "set", file, "--data", node.Folder);
    }

    private async Task<string> DoneAsync(params string[] command)
    {
        var (code, output, error) = await LegationProcess.RunAsync("", [.. command, "--data", node.Folder]);
        code.ShouldBe(0, error);
        return output;
    }
}
