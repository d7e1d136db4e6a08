using System.Net;
using System.Text.Json;
using Legation.Organisations.Register;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Organisations;

/// <summary>The directory changed by who operates the node.</summary>
public sealed class EditingTests : IAsyncLifetime
{
    private DirectoryNode directory = null!;
    private Browser browser = null!;
    private Officer operating = null!;

    public async ValueTask InitializeAsync()
    {
        directory = await DirectoryNode.StartAsync();
        await directory.Node.AddUserAsync("bo", Duties.Operate);
        browser = await directory.BrowseAsync("bo");
        operating = new Officer(default, directory.Node.Call(await directory.Node.TokenAsync("bo")));
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return directory.DisposeAsync();
    }

    [Fact]
    public async Task an_entry_is_changed_what_has_no_field_stays_and_its_versions_are_listed()
    {
        var page = $"/directory/{directory["tyo"]}";
        var form = await browser.FormAsync($"{page}/edit", "entry");

        var saved = await browser.PostAsync($"{page}/edit", form.Filled(("Form.Telephone", "+81 3 0000 0100")));

        saved.Headers.Location!.PathAndQuery().ShouldBe($"{page}?done=saved");
        var shown = Browser.MainOf(await browser.TextAsync(page));
        shown.ShouldContain("81 3 0000 0100");
        shown.ShouldContain("憲法記念日");
        shown.ShouldContain("Version 2");
    }

    [Fact]
    public async Task what_breaks_a_rule_is_said_beside_its_field_and_nothing_typed_is_lost()
    {
        var page = $"/directory/{directory["tanabe"]}/edit";
        var form = await browser.FormAsync(page, "entry");

        var answer = await browser.PostAsync(
            page,
            form.Filled(("Form.Mail", "nowhere"), ("Form.Names[0].Text", "田辺 考一"))
        );

        var shown = await answer.Content.ReadAsStringAsync();
        shown.ShouldContain("id=\"f-Form-Mail-error\"");
        shown.ShouldContain("This is no mail address");
        shown.ShouldContain("田辺 考一");
        (await VersionAsync("tanabe")).ShouldBe("\"1\"");
    }

    [Fact]
    public async Task who_has_not_seen_the_last_change_does_not_write_over_it()
    {
        var page = $"/directory/{directory["tanabe"]}/edit";
        var form = await browser.FormAsync(page, "entry");
        await browser.PostAsync(page, form.Filled(("Form.Mobile", "+81 90 0000 0111")));

        var late = await browser.PostAsync(page, form.Filled(("Form.Mobile", "+81 90 0000 0222")));

        (await late.Content.ReadAsStringAsync()).ShouldContain("Somebody has changed this entry meanwhile");
        (await browser.TextAsync($"/directory/{directory["tanabe"]}")).ShouldContain("81 90 0000 0111");
        (await operating.PutAsync($"/directory/{directory["tanabe"]}", Named("X"), "\"1\"")).Status.ShouldBe(
            HttpStatusCode.PreconditionFailed
        );
    }

    [Fact]
    public async Task a_person_is_added_under_the_organisations_label_appointed_and_ended()
    {
        var form = await browser.FormAsync("/directory/new", "entry");
        var added = await browser.PostAsync(
            "/directory/new",
            form.Filled(("Form.Names[0].Text", "Ada Verhoeven"), ("Form.Names[0].Lang", "nl"))
        );
        var person = added.Headers.Location!.PathAndQuery().Split('/', '?')[2];
        var holders = $"/directory/{directory["desk"]}/holders";

        await browser.PostAsync(
            holders,
            (await browser.FormAsync(holders, "appoint")).Filled(
                ("Form.Person", person),
                ("Form.From", "2026-01-15"),
                ("Form.ActingFor", directory["tanabe"].ToString())
            )
        );
        var holding = (await HoldersAsync("desk")).Single(h => h.GetProperty("person").GetString() == person);
        holding.GetProperty("actingFor").GetString().ShouldBe(directory["tanabe"].ToString());
        var end = await browser.FormAsync(holders, $"end-{holding.GetProperty("record").GetString()}");
        await browser.PostAsync(holders, end.Filled(("To", "2026-02-01")));

        (await HoldersAsync("desk"))
            .Single(h => h.GetProperty("person").GetString() == person)
            .GetProperty("to")
            .GetString()
            .ShouldBe("2026-02-01");
        var label = (await directory.Anna.GetAsync($"/directory/{person}")).Body.GetProperty("label");
        label
            .ToString()
            .ShouldBe(
                (await directory.Anna.GetAsync($"/directory/{directory[""]}")).Body.GetProperty("label").ToString()
            );
    }

    [Theory]
    [InlineData("2026-01-15", "2026-01-14", "The last day is before the first.")]
    [InlineData("", "", "Enter the first day.")]
    public async Task nobody_is_appointed_without_days_that_make_sense(string from, string to, string said)
    {
        var holders = $"/directory/{directory["desk"]}/holders";
        var form = await browser.FormAsync(holders, "appoint");

        var answer = await browser.PostAsync(
            holders,
            form.Filled(("Form.Person", directory["okonjo"].ToString()), ("Form.From", from), ("Form.To", to))
        );

        (await answer.Content.ReadAsStringAsync()).ShouldContain(said);
        (await HoldersAsync("desk")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task programs_change_entries_too()
    {
        var id = directory["tanabe"];
        var saved = await operating.PutAsync($"/directory/{id}", Named("Tanabe Koichi"), await VersionAsync("tanabe"));
        var added = await operating.PostAsync("/directory/persons", Named("Ada Verhoeven"));
        var appointed = await operating.PostAsync(
            $"/directory/{directory["desk"]}/holders",
            new { person = added["id"], from = "2026-03-01" }
        );
        var ended = await operating.PostAsync($"/directory/holdings/{appointed["id"]}/end", new { to = "2026-03-31" });

        saved.Status.ShouldBe(HttpStatusCode.OK);
        added.Status.ShouldBe(HttpStatusCode.Created);
        ended.Status.ShouldBe(HttpStatusCode.OK);
        (await directory.Anna.GetAsync($"/directory/{id}"))
            .Body.GetProperty("entry")
            .GetProperty("name")
            .GetString()
            .ShouldBe("Tanabe Koichi");
        (
            await operating.PutAsync($"/directory/{id}", new { names = new[] { new { text = "x" } } }, "\"2\"")
        ).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task who_does_not_operate_the_node_changes_nothing()
    {
        using var reading = await directory.BrowseAsync();
        foreach (
            var page in new[]
            {
                "/directory/new",
                $"/directory/{directory["desk"]}/edit",
                $"/directory/{directory["desk"]}/holders",
            }
        )
            (await reading.OpenAsync(page)).StatusCode.ShouldBe(HttpStatusCode.NotFound, page);
        (await reading.TextAsync($"/directory/{directory["desk"]}")).ShouldNotContain("/edit");
        (await directory.Anna.PostAsync("/directory/persons", Named("Ada"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await directory.Anna.PutAsync($"/directory/{directory["desk"]}", Named("Ada"), "\"1\"")).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task a_duty_that_is_taken_away_while_the_form_is_open_saves_nothing()
    {
        var page = $"/directory/{directory["desk"]}/edit";
        var form = await browser.FormAsync(page, "entry");
        await directory.Node.Get<AccountRegister>().SetDutiesAsync("bo", Duties.Write);

        await browser.PostAsync(page, form.Filled(("Form.Telephone", "+81 3 0000 0666")));

        (await VersionAsync("desk")).ShouldBe("\"1\"");
    }

    [Fact]
    public async Task what_another_node_has_entered_is_not_changed_here()
    {
        await using var other = await TestNode.StartAsync();
        await other
            .Get<DirectoryImport>()
            .RunAsync(new DirectoryDocument { Offices = [new OfficeLine("o", [new("Office elsewhere", "en")])] });
        await directory.Node.LearnAsync(other);
        var listed = (await operating.GetAsync("/directory?q=elsewhere")).Body.GetProperty("items")[0];
        var id = listed.GetProperty("id").GetString();

        (await browser.OpenAsync($"/directory/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.TextAsync($"/directory/{id}")).ShouldNotContain("/edit");
        (await operating.PutAsync($"/directory/{id}", Named("Ours"), "\"1\"")).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    private static object Named(string name) => new { names = new[] { new { text = name, lang = "en" } } };

    private async Task<string> VersionAsync(string key) =>
        (await operating.GetAsync($"/directory/{directory[key]}")).Tag.ShouldNotBeNull();

    private async Task<List<JsonElement>> HoldersAsync(string post) =>
        [
            .. (await directory.Anna.GetAsync($"/directory/{directory[post]}"))
                .Body.GetProperty("holdings")
                .EnumerateArray(),
        ];
}
