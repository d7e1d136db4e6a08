using System.Net;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Distribution lists: who keeps them, and what one who writes has of them.</summary>
public sealed class DistributionListTests : ThreeDesks
{
    private Browser anna = null!;

    private protected override async Task PrepareAsync()
    {
        await Node.Get<AccountRegister>().SetDutiesAsync("anna", Duties.Write | Duties.Operate);
        foreach (var name in new[] { "anna", "bo", "cleo" })
            await ClearAsync(name, "UNCLASSIFIED");
        anna = Node.Browse();
        await anna.SignInAsync("anna", TestNode.Password);
    }

    public override ValueTask DisposeAsync()
    {
        anna.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task a_list_is_kept_by_whoever_operates_the_node_and_read_by_all()
    {
        var id = await MadeAsync();

        var read = await Bo.GetAsync($"/lists/{id}");
        read.Body.GetProperty("action")[0].GetString().ShouldBe(Bo.Post.ToString());
        (await Bo.PostAsync("/lists", List("Own"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Bo.PutAsync($"/lists/{id}", List("Other"), read.Tag!)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Bo.DeleteAsync($"/lists/{id}")).ShouldBe(HttpStatusCode.Forbidden);
        (await Anna.DeleteAsync($"/lists/{id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Bo.GetAsync($"/lists/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task two_lists_have_no_name_in_common_and_a_list_no_unknown_member()
    {
        await MadeAsync();

        (await Anna.PostAsync("/lists", List("NEIGHBOURS")))["code"].ShouldBe("taken");
        var unknown = new { name = "Ghosts", info = new[] { $"post--{Guid.CreateVersion7()}" } };
        (await Anna.PostAsync("/lists", unknown))["code"].ShouldBe("unknown-addressee");
    }

    [Fact]
    public async Task who_is_named_twice_stands_on_it_once_and_acts_if_he_is_named_for_that()
    {
        var bo = Bo.Post.ToString();
        var made = await Anna.PostAsync(
            "/lists",
            new
            {
                name = "Neighbours",
                action = new[] { bo, bo },
                info = new[] { bo, Cleo.Post.ToString(), Cleo.Post.ToString() },
            }
        );

        made.Status.ShouldBe(HttpStatusCode.Created, made.Body.ToString());
        var read = (await Anna.GetAsync($"/lists/{made["id"]}")).Body;
        read.GetProperty("action").GetArrayLength().ShouldBe(1);
        read.GetProperty("info").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task who_has_read_an_earlier_state_changes_nothing()
    {
        var id = await MadeAsync();
        var tag = (await Anna.GetAsync($"/lists/{id}")).Tag!;
        (await Anna.PutAsync($"/lists/{id}", List("First"), tag)).Status.ShouldBe(HttpStatusCode.OK);

        (await Anna.PutAsync($"/lists/{id}", List("Second"), tag)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Anna.DeleteAsync($"/lists/{id}", tag)).ShouldBe(HttpStatusCode.PreconditionFailed);

        (await Anna.GetAsync($"/lists/{id}"))["name"].ShouldBe("First");
    }

    [Fact]
    public async Task added_to_a_draft_each_member_is_an_addressee_by_himself_and_a_later_change_of_the_list_is_none_of_it()
    {
        var list = await MadeAsync();
        var draft = (
            await Anna.PostAsync(
                "/dispatches",
                new
                {
                    subject = "Fees",
                    text = "1. They rise.",
                    release = false,
                }
            )
        )["id"];
        var editor = $"/dispatches/{draft}/edit";

        var added = await anna.PostAsync(
            editor,
            (await anna.FormAsync(editor, "dispatch")).Filled(("Form.List", list), ("Form.Act", "add-list"))
        );

        var page = await anna.TextAsync(added.Headers.Location!.PathAndQuery());
        page.ShouldContain("The list was added: 2 addressees.");
        await AddressedAsync(draft!, [Bo], [Cleo]);

        await Anna.PutAsync($"/lists/{list}", new { name = "Neighbours" }, "*");
        await AddressedAsync(draft!, [Bo], [Cleo]);
    }

    [Fact]
    public async Task who_is_ticked_already_keeps_his_role()
    {
        var list = await MadeAsync();
        var body = Dispatch("UNCLASSIFIED", [Cleo]);
        body["release"] = false;
        var draft = (await Anna.PostAsync("/dispatches", body))["id"]!;
        var editor = $"/dispatches/{draft}/edit";

        await anna.PostAsync(
            editor,
            (await anna.FormAsync(editor, "dispatch")).Filled(("Form.List", list), ("Form.Act", "add-list"))
        );

        await AddressedAsync(draft, [Cleo, Bo], []);
    }

    [Fact]
    public async Task members_go_out_and_come_in_as_csv()
    {
        var id = await MadeAsync();
        var page = $"/dispatches/lists/{id}";
        var csv = await anna.TextAsync($"{page}/members.csv");
        csv.ShouldContain($"{Bo.Post},action,");

        var turned = csv.Replace(",action,", ",information,", StringComparison.Ordinal);
        await anna.PostAsync(page, (await anna.FormAsync(page, "csv")).Filled(("Csv.Lines", turned)));
        var read = await Anna.GetAsync($"/lists/{id}");
        (read.Body.GetProperty("action").GetArrayLength(), read.Body.GetProperty("info").GetArrayLength()).ShouldBe(
            (0, 2)
        );

        var refused = await anna.PostAsync(
            page,
            (await anna.FormAsync(page, "csv")).Filled(("Csv.Lines", csv + $"{Anna.Post},reader,"))
        );
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Line 4: the role is action or information.");
    }

    [Fact]
    public async Task the_page_makes_a_list_and_whoever_does_not_operate_the_node_only_reads_it()
    {
        var form = await anna.FormAsync("/dispatches/lists/new", "list");
        var made = await anna.PostAsync(
            "/dispatches/lists/new",
            form.Filled(("Form.Name", "Harbours"), ("Form.Info", Cleo.Post.ToString()))
        );
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync());
        var page = made.Headers.Location!.PathAndQuery();

        using var bo = Node.Browse();
        await bo.SignInAsync("bo", TestNode.Password);
        var seen = Browser.MainOf(await bo.TextAsync(page));
        seen.ShouldContain("Desk, Office cleo");
        seen.ShouldNotContain("Save the list");
        (await bo.OpenAsync("/dispatches/lists/new")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private object List(string name) =>
        new
        {
            name,
            purpose = "Those next door",
            action = new[] { Bo.Post.ToString() },
            info = new[] { Cleo.Post.ToString() },
        };

    private async Task<string> MadeAsync()
    {
        var made = await Anna.PostAsync("/lists", List("Neighbours"));
        made.Status.ShouldBe(HttpStatusCode.Created, made.Body.ToString());
        return made["id"]!;
    }

    private async Task AddressedAsync(string draft, Officer[] action, Officer[] info)
    {
        var read = (await Anna.GetAsync($"/dispatches/{draft}")).Body;
        Posts("action").ShouldBe(action.Select(officer => officer.Post.ToString()));
        Posts("info").ShouldBe(info.Select(officer => officer.Post.ToString()));

        IEnumerable<string?> Posts(string role) =>
            read.GetProperty(role).EnumerateArray().Select(one => one.GetString());
    }
}
