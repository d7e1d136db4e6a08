using System.Net;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Deputies;

/// <summary>The pages on which deputies are appointed, chosen and ended.</summary>
public sealed class DeputyPagesTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Officer anna = null!;
    private Officer head = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        if (await node.StaffAsync("anna", "head", "deputy") is [var first, var second, _])
            (anna, head) = (first, second);
        browser = node.Browse();
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return node.DisposeAsync();
    }

    [Fact]
    public async Task who_is_away_appoints_a_colleague_and_ends_it()
    {
        await browser.SignInAsync("head", TestNode.Password);
        var form = await browser.FormAsync("/out-of-office", "appoint");
        var answer = await browser.PostAsync("/out-of-office", form.Filled(Fields("deputy")));
        answer.Headers.Location!.PathAndQuery().ShouldBe("/out-of-office?done=appointed");

        var made = node.Get<Deputyships>().All().Single();
        (made.Deputy, made.For, made.By, made.Authority).ShouldBe(("deputy", "head", "head", "Leave"));

        var end = await browser.FormAsync("/out-of-office", $"end-{made.Id}");
        await browser.PostAsync("/out-of-office", end.Filled());
        node.Get<Deputyships>().All().ShouldBeEmpty();
    }

    [Fact]
    public async Task what_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        await browser.SignInAsync("head", TestNode.Password);
        var form = await browser.FormAsync("/out-of-office", "appoint");
        var answer = await browser.PostAsync("/out-of-office", form.Filled(Fields("deputy", until: -2)));
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("It must end after it begins.");
        text.ShouldContain("value=\"Leave\"");
        node.Get<Deputyships>().All().ShouldBeEmpty();
    }

    [Fact]
    public async Task nobody_ends_what_is_not_his()
    {
        var made = await AppointAsync();
        await browser.SignInAsync("anna", TestNode.Password);
        var form = await browser.FormAsync("/out-of-office", "appoint");
        await browser.PostAsync("/out-of-office", form.Filled(("_handler", $"end-{made.Id}")));
        node.Get<Deputyships>().All().ShouldHaveSingleItem();
        (await browser.TextAsync("/out-of-office")).ShouldNotContain(made.Id.ToString());
    }

    [Fact]
    public async Task a_colleague_whose_post_the_directory_does_not_show_is_neither_listed_nor_appointed()
    {
        await node.AddUserAsync("unlisted");
        await browser.SignInAsync("head", TestNode.Password);
        (await browser.TextAsync("/out-of-office")).ShouldNotContain("unlisted");
        var form = await browser.FormAsync("/out-of-office", "appoint");
        var existing = await browser.PostAsync("/out-of-office", form.Filled(Fields("unlisted")));
        (await existing.Content.ReadAsStringAsync()).ShouldContain("Nobody of that name");
        node.Get<Deputyships>().All().ShouldBeEmpty();
    }

    [Fact]
    public async Task the_security_officer_appoints_and_ends_for_others_and_nobody_else_does()
    {
        await node.AddUserAsync("officer", Duties.Secure);
        await browser.SignInAsync("officer", TestNode.Password);
        var form = await browser.FormAsync("/security/deputies", "appoint");
        await browser.PostAsync("/security/deputies", form.Filled([.. Fields("deputy"), ("Form.For", "head")]));
        var made = node.Get<Deputyships>().All().Single();
        made.By.ShouldBe("officer");
        var end = await browser.FormAsync("/security/deputies", $"end-{made.Id}");
        await browser.PostAsync("/security/deputies", end.Filled());
        node.Get<Deputyships>().All().ShouldBeEmpty();

        using var other = node.Browse();
        await other.SignInAsync("anna", TestNode.Password);
        (await other.OpenAsync("/security/deputies")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task for_whom_one_acts_stands_on_every_page_until_it_ends()
    {
        var made = await AppointAsync();
        await browser.SignInAsync("deputy", TestNode.Password);
        (await browser.TextAsync("/")).ShouldContain("Act for Person head");

        await browser.SubmitAsync("/acting", ("Deputyship", made.Id.ToString()));
        foreach (var page in new[] { "/", "/dispatches", "/out-of-office", "/communications" })
            (await browser.TextAsync(page)).ShouldContain("Acting for <b>Person head");

        await node.Get<Deputyships>().EndAsync(made.Id, "head");
        var after = await browser.TextAsync("/");
        after.ShouldNotContain("Acting for <b>");
        after.ShouldContain("You act for yourself: what you had chosen has ended.");
        await browser.SubmitAsync("/acting");
        (await browser.TextAsync("/")).ShouldNotContain("You act for yourself");
    }

    [Fact]
    public async Task what_was_opened_in_anothers_name_is_not_done_in_ones_own()
    {
        var made = await AppointAsync();
        var dispatch = await anna.ReleaseAsync(head.Post, "Berthing fees");
        await browser.SignInAsync("deputy", TestNode.Password);
        await browser.SubmitAsync("/acting", ("Deputyship", made.Id.ToString()));
        var form = await browser.FormAsync($"/dispatches/{dispatch}", "reply");
        await node.Get<Deputyships>().EndAsync(made.Id, "head");

        var refused = await browser.PostAsync(
            $"/dispatches/{dispatch}",
            form.Filled(("Answer.Text", "Half a sentence"), ("Answer.Act", "send"))
        );

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Half a sentence");
        (await anna.GetAsync($"/dispatches/{dispatch}"))["status"].ShouldBe("released");
    }

    [Fact]
    public async Task nobody_chooses_to_act_for_whom_he_may_not()
    {
        var made = await AppointAsync();
        await browser.SignInAsync("anna", TestNode.Password);
        var answer = await browser.SubmitAsync("/acting", ("Deputyship", made.Id.ToString()));
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Not done: that has ended");
        (await browser.TextAsync("/")).ShouldNotContain("Acting for <b>");
    }

    private async Task<Deputyship> AppointAsync()
    {
        var now = node.Clock.GetUtcNow();
        var asked = new Deputyship(default, "deputy", "head", now, now + TimeSpan.FromDays(1), "Leave", "head");
        return (await node.Get<Deputyships>().AppointAsync(asked)).Value;
    }

    private (string, string)[] Fields(string deputy, int until = 24) =>
        [("Form.Deputy", deputy), ("Form.From", Local(-1)), ("Form.Until", Local(until)), ("Form.Authority", "Leave")];

    // The test node's place is Oslo; to the hour that is near enough.
    private string Local(int hours) => node.Clock.GetUtcNow().AddHours(hours + 1).ToString("yyyy-MM-ddTHH:mm", null);
}
