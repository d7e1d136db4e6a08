using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Deputies;

/// <summary>A deputy acts for another: what he gets by it, what he does not, and when it ends.</summary>
public sealed class ActingTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Officer anna = null!;
    private Officer head = null!;
    private Officer deputy = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        if (await node.StaffAsync("anna", "head", "deputy") is [var first, var second, var third])
            (anna, head, deputy) = (first, second, third);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task a_deputy_has_the_queue_of_whom_he_acts_for_and_both_stand_on_what_he_does()
    {
        await AppointAsync();
        var dispatch = await anna.ReleaseAsync(head.Post, "Berthing fees");
        var acting = await ActingAsync();

        (await ListedAsync(deputy)).ShouldNotContain(dispatch);
        (await ListedAsync(acting)).ShouldContain(dispatch);
        (await acting.PostAsync($"/dispatches/{dispatch}/acknowledge", new { })).Status.ShouldBe(HttpStatusCode.OK);

        var seen = await anna.GetAsync($"/dispatches/{dispatch}");
        seen["status"].ShouldBe("acknowledged");
        seen["track"].ShouldNotBeNull().ShouldContain("Desk for Desk");
        var header = await HeaderAsync(await StepAsync(dispatch));
        header.Author.Person.ShouldBe(PersonOf("deputy"));
        header.Author.Post.ShouldBe(deputy.Post);
        header.Author.OnBehalfOf.ShouldBe(head.Post);
    }

    [Fact]
    public async Task what_a_deputy_writes_is_the_dispatch_of_whom_he_acts_for()
    {
        await AppointAsync();
        var acting = await ActingAsync();
        var dispatch = await acting.ReleaseAsync(anna.Post, "Berthing fees");

        var read = await anna.GetAsync($"/dispatches/{dispatch}");
        read["fromId"].ShouldBe(head.Post.ToString());
        read["deputyId"].ShouldBe(deputy.Post.ToString());
        (await head.GetAsync($"/dispatches/{dispatch}")).Status.ShouldBe(HttpStatusCode.OK);
        (await deputy.GetAsync($"/dispatches/{dispatch}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_deputy_gets_the_duties_of_whom_he_acts_for_save_those_of_the_security_officer()
    {
        var register = node.Get<AccountRegister>();
        await register.SetDutiesAsync("deputy", Duties.None);
        await register.SetDutiesAsync("head", Duties.Write | Duties.Clear | Duties.Operate | Duties.Secure);
        await AppointAsync();

        var me = await (await ActingAsync()).GetAsync("/me");

        me.Body.GetProperty("duties")
            .EnumerateArray()
            .Select(duty => duty.GetString())
            .ShouldBe(["write", "clear", "operate"]);
        me.Body.GetProperty("actingFor").GetProperty("user").GetString().ShouldBe("head");
        (await deputy.GetAsync("/me")).Body.GetProperty("duties").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task what_his_own_clearance_does_not_permit_the_deputy_does_not_see()
    {
        await AppointAsync();
        var dispatch = await anna.ReleaseAsync(head.Post, "Berthing fees");
        await node.Get<AccountRegister>()
            .SetClearanceAsync("deputy", """{"policy":"TLP:2.0","classifications":["CLEAR"]}""", "");
        var acting = await ActingAsync();

        (await head.GetAsync($"/dispatches/{dispatch}")).Status.ShouldBe(HttpStatusCode.OK);
        (await acting.GetAsync($"/dispatches/{dispatch}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ListedAsync(acting)).ShouldBeEmpty();
    }

    [Fact]
    public async Task drafts_of_whom_he_acts_for_are_not_the_deputys()
    {
        await AppointAsync();
        var draft = (await head.PostAsync("/dispatches", new { subject = "Mine", text = "1." }))["id"];
        var acting = await ActingAsync();
        (await acting.GetAsync($"/dispatches/{draft}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await acting.GetAsync("/dispatches?box=drafts")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task at_its_time_it_ends_by_itself()
    {
        await AppointAsync(TimeSpan.FromHours(2));
        var acting = await ActingAsync();
        (await acting.GetAsync("/me")).Status.ShouldBe(HttpStatusCode.OK);
        node.Clock.Shift = TimeSpan.FromHours(2);
        await RefusedAsync(acting);
    }

    [Fact]
    public async Task before_its_time_it_has_not_begun()
    {
        var now = node.Clock.GetUtcNow();
        await AppointAsync(now + TimeSpan.FromHours(1), now + TimeSpan.FromHours(2));
        await RefusedAsync(await ActingAsync());
        node.Clock.Shift = TimeSpan.FromHours(1);
        (await (await ActingAsync()).GetAsync("/me")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task it_ends_at_once_when_it_is_ended()
    {
        var made = await AppointAsync();
        var acting = await ActingAsync();
        (await node.Get<Deputyships>().EndAsync(made.Id, "officer")).ShouldBeTrue();
        await RefusedAsync(acting);
    }

    [Fact]
    public async Task nobody_acts_for_an_account_that_is_disabled_nor_again_once_it_is_enabled()
    {
        await AppointAsync();
        var acting = await ActingAsync();
        await node.Get<AccountRegister>().DisableAsync("head");
        await RefusedAsync(acting);
        await node.Get<AccountRegister>().EnableAsync("head");
        await RefusedAsync(acting);
    }

    [Fact]
    public async Task for_whom_nobody_said_so_nobody_acts_and_the_answer_is_the_same_as_for_a_name_that_is_none()
    {
        var existing = await (await ActingAsync("anna")).GetAsync("/me");
        var none = await (await ActingAsync("nobody")).GetAsync("/me");
        existing.Status.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var member in new[] { "code", "title", "detail" })
            existing[member].ShouldBe(none[member]);
    }

    [Fact]
    public async Task who_acts_for_a_deputy_does_not_act_for_those_for_whom_he_acts()
    {
        await AppointAsync();
        var now = node.Clock.GetUtcNow();
        await node.Get<Deputyships>()
            .AppointAsync(new Deputyship(default, "anna", "deputy", now, now + TimeSpan.FromDays(1), "Leave", ""));
        var other = node.Call(await node.TokenAsync("anna"));
        other.DefaultRequestHeaders.Add("Acting-For", "head");
        await RefusedAsync(anna with { Http = other });
        var dispatch = await anna.ReleaseAsync(head.Post, "Berthing fees");
        var third = node.Call(await node.TokenAsync("anna"));
        third.DefaultRequestHeaders.Add("Acting-For", "deputy");
        (await (anna with { Http = third }).GetAsync($"/dispatches/{dispatch}")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Theory]
    [InlineData("deputy", "deputy", 1, "Leave", "own-deputy")]
    [InlineData("deputy", "head", 0, "Leave", "ends-before-it-begins")]
    [InlineData("deputy", "head", 367, "Leave", "too-long")]
    [InlineData("deputy", "head", 1, " ", "required")]
    [InlineData("nobody", "head", 1, "Leave", "no-such-deputy")]
    [InlineData("deputy", "nobody", 1, "Leave", "nobody-to-act-for")]
    public async Task what_breaks_a_rule_is_not_appointed(
        string acts,
        string other,
        int days,
        string authority,
        string code
    )
    {
        var now = node.Clock.GetUtcNow();
        var asked = new Deputyship(default, acts, other, now, now + TimeSpan.FromDays(days), authority, "");
        (await node.Get<Deputyships>().AppointAsync(asked)).Refusal!.Code.ShouldBe(code);
    }

    [Fact]
    public async Task nobody_is_appointed_twice_for_the_same_time()
    {
        await AppointAsync();
        var now = node.Clock.GetUtcNow();
        var again = new Deputyship(default, "deputy", "head", now, now + TimeSpan.FromDays(9), "Leave", "");
        (await node.Get<Deputyships>().AppointAsync(again)).Refusal!.Code.ShouldBe("deputy-already");
    }

    [Fact]
    public async Task what_was_appointed_and_ended_is_in_the_journal_with_its_authority()
    {
        var made = await AppointAsync();
        await node.Get<Deputyships>().EndAsync(made.Id, "officer");
        await node.AddUserAsync("officer", Duties.Secure);
        using var browser = node.Browse();
        await browser.SignInAsync("officer", TestNode.Password);
        var acts = await browser.TextAsync("/security/decisions?show=acts");
        acts.ShouldContain("Deputy appointed");
        acts.ShouldContain("authority: Leave of the head");
        acts.ShouldContain("Deputy ended");
    }

    private Task<Deputyship> AppointAsync(TimeSpan? length = null) =>
        AppointAsync(node.Clock.GetUtcNow(), node.Clock.GetUtcNow() + (length ?? TimeSpan.FromDays(1)));

    private async Task<Deputyship> AppointAsync(DateTimeOffset from, DateTimeOffset until) =>
        (
            await node.Get<Deputyships>()
                .AppointAsync(new Deputyship(default, "deputy", "head", from, until, "Leave of the head", "head"))
        ).Value;

    private async Task<Officer> ActingAsync(string other = "head")
    {
        var http = node.Call(await node.TokenAsync("deputy"));
        http.DefaultRequestHeaders.Add("Acting-For", other);
        return deputy with { Http = http };
    }

    private static async Task RefusedAsync(Officer acting)
    {
        var refused = await acting.GetAsync("/me");
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused["code"].ShouldBe("not-deputy");
    }

    private static async Task<List<string?>> ListedAsync(Officer officer) =>
        [
            .. (await officer.GetAsync("/dispatches?box=inbox"))
                .Body.GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()),
        ];

    private RecordId PersonOf(string user) => node.Get<AccountRegister>().Find(user)!.Person;

    private Task<RecordId> StepAsync(string dispatch) =>
        node.Get<Ledger>()
            .RunAsync(t => new RecordId(
                "acknowledgement",
                t.Query(
                        "SELECT record FROM p_dispatch_step WHERE dispatch = $1",
                        r => new Guid((byte[])r.GetValue(0), bigEndian: true),
                        RecordId.Parse(dispatch).ToBytes()
                    )
                    .Single()
            ));

    private Task<RecordHeader> HeaderAsync(RecordId id) => node.Get<Ledger>().RunAsync(t => t.Current(id)!.Header);
}
