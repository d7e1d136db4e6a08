using System.Net;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What is addressed to Bo's office, where Dora sits too, may be dealt with by either.</summary>
public sealed class AssignmentTests : ThreeDesks
{
    private Officer dora = null!;

    private protected override async Task PrepareAsync() => dora = await Node.JoinAsync("dora", "bo", Duties.Write);

    [Fact]
    public async Task it_waits_for_who_deals_with_it_and_for_no_other_of_the_office()
    {
        var id = await ToTheOfficeAsync();
        (await TodayAsync("bo")).ShouldContain("Acknowledge: Berthing fees");
        (await TodayAsync("dora")).ShouldContain("Acknowledge: Berthing fees");

        (await AssignAsync(Bo, id, dora.Post, "You know the port.")).Status.ShouldBe(HttpStatusCode.OK);

        (await TodayAsync("dora")).ShouldContain("Acknowledge: Berthing fees");
        (await TodayAsync("bo")).ShouldNotContain("Acknowledge: Berthing fees");
        (await IdsAsync(dora, "box=assigned")).ShouldBe([id]);
        (await IdsAsync(Bo, "box=assigned")).ShouldBeEmpty();
        (await IdsAsync(Bo, "box=inbox")).ShouldContain(id);
        (await Bo.GetAsync($"/dispatches/{id}"))["track"]!.ShouldContain("You know the port.");
    }

    [Fact]
    public async Task the_last_word_counts_and_assigned_to_nobody_it_waits_for_the_whole_office_again()
    {
        var id = await ToTheOfficeAsync();
        await AssignAsync(Bo, id, dora.Post);
        await AssignAsync(dora, id, Bo.Post);
        (await Bo.GetAsync($"/dispatches/{id}"))["assignedTo"].ShouldBe(Bo.Post.ToString());
        (await IdsAsync(dora, "box=assigned")).ShouldBeEmpty();

        (await AssignAsync(dora, id, null)).Status.ShouldBe(HttpStatusCode.OK);

        (await Bo.GetAsync($"/dispatches/{id}"))["assignedTo"].ShouldBe("");
        (await TodayAsync("bo")).ShouldContain("Acknowledge: Berthing fees");
        (await TodayAsync("dora")).ShouldContain("Acknowledge: Berthing fees");
    }

    [Fact]
    public async Task what_is_for_information_waits_once_it_is_assigned_until_that_post_has_acknowledged_it()
    {
        var id = await ToTheOfficeAsync(forAction: false);
        (await TodayAsync("dora")).ShouldNotContain("Acknowledge: Berthing fees");

        await AssignAsync(Bo, id, dora.Post);

        (await TodayAsync("dora")).ShouldContain("Acknowledge: Berthing fees");
        await dora.PostAsync($"/dispatches/{id}/acknowledge", new { });
        (await TodayAsync("dora")).ShouldNotContain("Acknowledge: Berthing fees");
    }

    [Fact]
    public async Task once_nobody_can_deal_with_it_at_that_post_it_waits_for_the_whole_office_again()
    {
        var id = await ToTheOfficeAsync();
        await AssignAsync(Bo, id, dora.Post);
        (await TodayAsync("bo")).ShouldNotContain("Acknowledge: Berthing fees");

        await Node.Get<AccountRegister>().DisableAsync("dora");

        (await TodayAsync("bo")).ShouldContain("Acknowledge: Berthing fees");
    }

    [Fact]
    public async Task what_is_settled_is_not_among_what_is_assigned_any_more()
    {
        var id = await ToTheOfficeAsync(forAction: false);
        await AssignAsync(Bo, id, dora.Post);
        (await IdsAsync(dora, "box=assigned")).ShouldBe([id]);

        await dora.PostAsync($"/dispatches/{id}/acknowledge", new { });

        (await IdsAsync(dora, "box=assigned")).ShouldBeEmpty();
    }

    [Fact]
    public async Task nobody_outside_the_office_learns_who_deals_with_it()
    {
        var id = await ToTheOfficeAsync();

        await AssignAsync(Bo, id, dora.Post, "You know the port.");

        var read = await Anna.GetAsync($"/dispatches/{id}");
        read["assignedTo"].ShouldBe("");
        read["track"]!.ShouldNotContain("assigned");
        read.Body.ToString().ShouldNotContain("You know the port.");
    }

    [Fact]
    public async Task it_is_assigned_only_within_an_office_that_it_is_addressed_to_and_to_who_may_read_it()
    {
        await ClearAsync("bo", "UNCLASSIFIED", "RESTRICTED");
        await ClearAsync("anna", "UNCLASSIFIED", "RESTRICTED");
        await ClearAsync("dora", "UNCLASSIFIED");
        var id = await ToTheOfficeAsync("RESTRICTED");

        (await AssignAsync(Bo, id, Cleo.Post))["detail"].ShouldBe("Choose a post of your own office.");
        (await AssignAsync(Bo, id, dora.Post))["detail"]!.ShouldContain("may read");
        (await AssignAsync(Anna, id, Anna.Post)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await AssignAsync(Bo, id, null))["detail"]!.ShouldContain("assigned to nobody");
        (await AssignAsync(Bo, id, Bo.Post)).Status.ShouldBe(HttpStatusCode.OK);
        (await AssignAsync(Bo, id, Bo.Post))["detail"]!.ShouldContain("already");
        (await Bo.PostAsync($"/dispatches/{id}/assign", new { to = "desk" })).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task who_deals_with_it_is_chosen_on_its_page_without_script()
    {
        var id = await ToTheOfficeAsync();
        using var browser = Node.Browse();
        await browser.SignInAsync("bo", TestNode.Password);
        var form = await browser.FormAsync($"/dispatches/{id}", "assign");

        var sent = await browser.PostAsync($"/dispatches/{id}", form.Filled(("Given.To", dora.Post.ToString())));

        var shown = await browser.TextAsync(sent.Headers.Location!.ToString());
        shown.ShouldContain("Assigned to Desk of dora.");
        shown.ShouldContain("Assign to another …");
        (await browser.TextAsync("/dispatches")).ShouldContain("with Desk of dora");
    }

    [Fact]
    public async Task after_a_rebuild_of_the_projections_it_is_still_assigned()
    {
        var id = await ToTheOfficeAsync();
        await AssignAsync(Bo, id, dora.Post);

        await Node.Get<Ledger>().RebuildAsync("dispatches");

        (await Bo.GetAsync($"/dispatches/{id}"))["assignedTo"].ShouldBe(dora.Post.ToString());
    }

    private async Task<string> ToTheOfficeAsync(string classification = "UNCLASSIFIED", bool forAction = true)
    {
        var dispatch = Dispatch(classification, []);
        var office = Node.Get<IPostDirectory>()
            .All()
            .Single(entry => entry is { Id.Kind: "office", Name: "Office bo" })
            .Id.ToString();
        dispatch[forAction ? "action" : "info"] = new[] { office };
        var released = await Anna.PostAsync("/dispatches", dispatch);
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    private static Task<Answered> AssignAsync(Officer by, string id, RecordId? to, string? comment = null) =>
        by.PostAsync($"/dispatches/{id}/assign", new { to = to?.ToString(), comment });

    private async Task<string> TodayAsync(string user)
    {
        using var browser = Node.Browse();
        await browser.SignInAsync(user, TestNode.Password);
        return Browser.MainOf(await browser.TextAsync("/"));
    }
}
