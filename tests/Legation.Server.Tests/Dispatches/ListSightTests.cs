using System.Net;
using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;
using Legation.Server.Tests.Organisations;

namespace Legation.Server.Tests.Dispatches;

/// <summary>A distribution list with a member whom the directory does not hold for all.</summary>
public sealed class ListSightTests : ThreeDesks
{
    private Browser anna = null!;
    private string hidden = "";
    private string list = "";

    private protected override async Task PrepareAsync()
    {
        await Node.Get<AccountRegister>().SetDutiesAsync("anna", Duties.Write | Duties.Operate);
        await ClearAsync("anna", "UNCLASSIFIED", "SECRET");
        foreach (var name in new[] { "bo", "cleo" })
            await ClearAsync(name, "UNCLASSIFIED");
        anna = Node.Browse();
        await anna.SignInAsync("anna", TestNode.Password);
        hidden = (await HiddenAsync()).ToString();
        var members = new
        {
            name = "Neighbours",
            action = new[] { Bo.Post.ToString(), hidden },
            info = new[] { Cleo.Post.ToString() },
        };
        var made = await Anna.PostAsync("/lists", members);
        made.Status.ShouldBe(HttpStatusCode.Created, made.Body.ToString());
        list = made["id"]!;
    }

    public override ValueTask DisposeAsync()
    {
        anna.Dispose();
        return base.DisposeAsync();
    }

    private string Page => $"/dispatches/lists/{list}";

    [Fact]
    public async Task whom_the_directory_does_not_hold_for_a_reader_is_on_no_list_for_him()
    {
        (await Bo.GetAsync("/lists")).Body.ToString().ShouldNotContain(hidden);
        var read = (await Bo.GetAsync($"/lists/{list}")).Body;
        Members(read, "action").ShouldBe([Bo.Post.ToString()]);
        Members(read, "left").ShouldBeEmpty();
        Members((await Anna.GetAsync($"/lists/{list}")).Body, "action").ShouldBe([Bo.Post.ToString(), hidden]);

        using var bo = Node.Browse();
        await bo.SignInAsync("bo", TestNode.Password);
        (await bo.TextAsync($"{Page}/members.csv")).ShouldNotContain(hidden);
        (await bo.TextAsync(Page)).ShouldNotContain("in the directory no more");
        Browser.MainOf(await bo.TextAsync("/dispatches/lists")).ShouldNotContain(">2<");
        (await bo.TextAsync($"/dispatches/new?list={list}")).ShouldNotContain("in the directory no more");
    }

    [Fact]
    public async Task whoever_keeps_it_is_told_whom_it_holds_no_more_and_saving_it_loses_nobody()
    {
        await ClearAsync("anna", "UNCLASSIFIED");

        var read = (await Anna.GetAsync($"/lists/{list}")).Body;
        Members(read, "left").ShouldBe([hidden]);
        await anna.PostAsync(Page, (await anna.FormAsync(Page, "list")).Filled(("Form.Act", "save")));

        Members((await Anna.GetAsync($"/lists/{list}")).Body, "action")
            .ShouldBe([Bo.Post.ToString(), hidden], ignoreOrder: true);
    }

    [Fact]
    public async Task who_left_while_the_page_was_open_stays_on_it_once()
    {
        var form = await anna.FormAsync(Page, "list");
        await ClearAsync("anna", "UNCLASSIFIED");

        var saved = await anna.PostAsync(Page, form.Filled(("Form.Act", "save")));

        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync());
        Members((await Anna.GetAsync($"/lists/{list}")).Body, "action")
            .ShouldBe([Bo.Post.ToString(), hidden], ignoreOrder: true);
    }

    [Fact]
    public async Task a_list_that_another_has_changed_meanwhile_is_not_removed_unseen()
    {
        var form = await anna.FormAsync(Page, "list");
        await Anna.PutAsync($"/lists/{list}", new { name = "Partners" }, "*");

        var refused = await anna.PostAsync(Page, form.Filled(("Form.Act", "remove")));

        (await refused.Content.ReadAsStringAsync()).ShouldContain(
            "Somebody has changed this list since you opened it."
        );
        (await Anna.GetAsync($"/lists/{list}"))["name"].ShouldBe("Partners");
    }

    private async Task<RecordId> HiddenAsync()
    {
        var entered = await Node.Get<DirectoryImport>()
            .RunAsync(
                new DirectoryDocument
                {
                    Offices = [new OfficeLine("quiet", [new("Quiet Office", "en")])],
                    Posts = [new PostLine("listener", "quiet", "Listener")],
                    Label = DirectoryNode.Secret,
                }
            );
        return entered.Value.Single(entry => entry.Id.Kind == "post").Id;
    }

    private static IEnumerable<string?> Members(JsonElement read, string role) =>
        read.GetProperty(role).EnumerateArray().Select(one => one.GetString());
}
