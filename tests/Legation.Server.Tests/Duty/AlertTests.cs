using System.Net;
using System.Net.Sockets;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Alarms;
using Legation.Records.Audit;
using Legation.Records.Storage;
using Legation.Server.Accounts;
using Legation.Server.Duty;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Duty;

/// <summary>A flash dispatch calls somebody, by a mail that says nothing of it, until a named person has acknowledged.</summary>
public sealed class AlertTests : IAsyncLifetime
{
    private const string Subject = "Copper Lantern";
    private MailServer mail = null!;
    private TestNode node = null!;
    private Officer anna = null!;
    private Officer bo = null!;

    public async ValueTask InitializeAsync()
    {
        mail = new MailServer();
        node = await TestNode.StartAsync(mail: Settings(mail.Port));
        (anna, bo) = await node.StaffAsync("anna", "bo") is [var one, var two]
            ? (one, two)
            : throw new InvalidOperationException();
        await node.AddUserAsync("clerk");
        await SetAsync(Roster());
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        await mail.DisposeAsync();
    }

    [Fact]
    public async Task the_mail_names_precedence_node_and_time_and_nothing_else()
    {
        var id = await ReleaseAsync("flash");
        var sent = await NextAsync(1);
        sent.To.ShouldBe("bo@example.org");
        sent.Body.ShouldMatch(
            "^A message of precedence FLASH waits at Liaison Office Test since ([0-9]+ [A-Z][a-z]+ )?[0-2][0-9]:[0-5][0-9]\\. Sign in and acknowledge\\.$"
        );
        foreach (var told in new[] { Subject, id, id.Split("--")[1], "UNCLASSIFIED", anna.Post.ToString(), "anna" })
            sent.Text.ShouldNotContain(told);
    }

    [Fact]
    public async Task who_does_not_answer_is_followed_by_the_next_in_the_chain_then_by_all_and_nobody_is_called_twice_in_a_step()
    {
        await ReleaseAsync("flash");
        await NextAsync(1);
        await LaterAsync(10);
        (await NextAsync(2)).To.ShouldBe("clerk@example.org");
        await LaterAsync(10);
        await NextAsync(4);
        await LaterAsync(60);
        mail.Arrived.Select(one => one.To)
            .ShouldBe(["bo@example.org", "clerk@example.org", "bo@example.org", "clerk@example.org"]);
    }

    [Fact]
    public async Task a_named_person_acknowledges_and_nobody_more_is_called()
    {
        await ReleaseAsync("flash");
        await NextAsync(1);
        using var browser = node.Browse();
        await browser.SignInAsync("clerk", TestNode.Password);
        (await browser.TextAsync("/")).ShouldContain("A dispatch of precedence FLASH waits for Desk, Office bo");
        await browser.PostAsync("/", (await browser.FormAsync("/", "acknowledge-1")).Filled());
        (await browser.TextAsync("/duty/alerts/1")).ShouldContain("Person clerk has acknowledged");
        (await browser.TextAsync("/")).ShouldNotContain("FLASH");
        await LaterAsync(30);
        mail.Arrived.Count.ShouldBe(1);
        Acts().ShouldContain(act => act.Contains("acknowledge-alert") && act.Contains("clerk"));
    }

    [Fact]
    public async Task what_was_not_sent_when_somebody_acknowledged_does_not_go_any_more()
    {
        mail.Refuses = true;
        await ReleaseAsync("flash");
        await Eventually.UntilAsync(() => mail.Refused == 1);
        (await bo.PostAsync("/duty/alerts/1/acknowledge", new { })).Status.ShouldBe(HttpStatusCode.OK);
        mail.Refuses = false;
        await LaterAsync(30);
        mail.Arrived.ShouldBeEmpty();
    }

    [Fact]
    public async Task acknowledging_the_dispatch_itself_is_enough()
    {
        var id = await ReleaseAsync("flash");
        await NextAsync(1);
        var read = await bo.GetAsync($"/dispatches/{id}");
        (await bo.PostAsync($"/dispatches/{id}/acknowledge", new { }, read.Tag)).Status.ShouldBe(HttpStatusCode.OK);
        await Eventually.UntilAsync(() => node.Get<DutyAlerts>().Open().Count == 0);
        await LaterAsync(30);
        mail.Arrived.Count.ShouldBe(1);
    }

    [Fact]
    public async Task those_at_their_desks_have_the_minutes_that_the_roster_gives_them()
    {
        await SetAsync(Roster() with { AfterMinutes = 5 });
        await ReleaseAsync("flash");
        await Eventually.UntilAsync(() => node.Get<DutyAlerts>().Open().Count == 1);
        await LaterAsync(4);
        mail.Arrived.ShouldBeEmpty();
        await LaterAsync(2);
        await NextAsync(1);
    }

    [Theory]
    [InlineData("routine", Precedence.Immediate, 0)]
    [InlineData("priority", Precedence.Immediate, 0)]
    [InlineData("immediate", Precedence.Flash, 0)]
    [InlineData("immediate", Precedence.Immediate, 1)]
    public async Task only_what_is_as_urgent_as_the_roster_says_calls_anybody(
        string precedence,
        Precedence from,
        int alerts
    )
    {
        await SetAsync(Roster() with { From = from });
        await ReleaseAsync(precedence);
        await BeatAsync();
        node.Get<DutyAlerts>().Open().Count.ShouldBe(alerts);
    }

    [Fact]
    public async Task a_mail_that_the_server_refuses_is_tried_again_and_goes_once()
    {
        mail.Refuses = true;
        await ReleaseAsync("flash");
        await Eventually.UntilAsync(() => node.Get<IAlarms>().Present().Count == 1);
        node.Get<IAlarms>()
            .Present()[0]
            .Notice.Words.ShouldBe(
                "Alert mails do not go out: the mail server refused it (451). Who is on duty is not called."
            );
        mail.Refuses = false;
        await LaterAsync(1);
        await NextAsync(1);
        await Eventually.UntilAsync(() => node.Get<IAlarms>().Present().Count == 0);
        await BeatAsync();
        mail.Arrived.Count.ShouldBe(1);
    }

    [Fact]
    public async Task what_waits_is_sent_once_after_a_restart()
    {
        mail.Refuses = true;
        await ReleaseAsync("flash");
        await Eventually.UntilAsync(() => mail.Refused == 1);
        await node.StopAsync();
        mail.Refuses = false;
        node.Clock.Shift += TimeSpan.FromMinutes(1);
        await node.StartAgainAsync();
        await NextAsync(1);
        await node.StopAsync();
        await node.StartAgainAsync();
        await BeatAsync();
        mail.Arrived.Count.ShouldBe(1);
    }

    [Fact]
    public async Task a_mail_that_the_server_has_taken_goes_once_though_the_line_is_cut_before_the_farewell()
    {
        mail.DropsAtQuit = true;
        await ReleaseAsync("flash");
        await NextAsync(1);
        await LaterAsync(1);
        mail.Arrived.Count.ShouldBe(1);
        node.Get<IAlarms>().Present().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_node_that_stops_waits_for_the_server_to_say_that_it_has_taken_the_mail()
    {
        var answer = new TaskCompletionSource();
        mail.Answering = answer.Task;
        await ReleaseAsync("flash");
        await NextAsync(1);
        var stopped = node.StopAsync();
        await NobodyListensAsync();
        answer.SetResult();
        await stopped;
        await node.StartAgainAsync();
        await LaterAsync(1);
        mail.Arrived.Count.ShouldBe(1);
    }

    [Fact]
    public async Task an_alert_is_not_there_for_whom_it_does_not_concern()
    {
        await ReleaseAsync("flash");
        await NextAsync(1);
        (await anna.GetAsync("/duty/alerts")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await anna.PostAsync("/duty/alerts/1/acknowledge", new { })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bo.GetAsync("/duty/alerts")).Body.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task whose_post_wrote_it_is_not_called()
    {
        await SetAsync(Roster() with { Party = anna.Post, People = [new("clerk", "clerk@example.org")] });
        await ReleaseAsync("flash");
        await Eventually.UntilAsync(() => node.Get<DutyAlerts>().Open().Count > 0);
        node.Get<DutyAlerts>().Open().ShouldHaveSingleItem().Party.ShouldBe(bo.Post);
    }

    internal static MailSettings Settings(int port) =>
        new()
        {
            Host = "127.0.0.1",
            Port = port,
            Security = MailSecurity.None,
            From = "legation@example.org",
        };

    private DutyRoster Roster() =>
        new()
        {
            Party = bo.Post,
            Zone = "Asia/Tokyo",
            People = [new("bo", "bo@example.org"), new("clerk", "clerk@example.org")],
        };

    private async Task SetAsync(DutyRoster roster) =>
        (await node.Get<Rosters>().SetAsync(roster, "")).Refusal.ShouldBeNull();

    private async Task<string> ReleaseAsync(string precedence)
    {
        var released = await anna.PostAsync(
            "/dispatches",
            new
            {
                subject = Subject,
                text = "1. See above.",
                action = new[] { bo.Post.ToString() },
                precedence,
                label = new
                {
                    policy = "LEGATION-DEMO",
                    classification = "UNCLASSIFIED",
                    categories = new { releasableTo = new[] { "ALLIANCE" } },
                },
                release = true,
            }
        );
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    private async Task<ArrivedMail> NextAsync(int count)
    {
        await Eventually.UntilAsync(() => mail.Arrived.Count >= count);
        return mail.Arrived[count - 1];
    }

    private Task LaterAsync(int minutes)
    {
        node.Clock.Shift += TimeSpan.FromMinutes(minutes);
        return BeatAsync();
    }

    // The pages are the first that stop; who sends mails is told soon after.
    private Task NobodyListensAsync() =>
        Eventually.UntilAsync(async () =>
        {
            using var caller = new TcpClient();
            try
            {
                await caller.ConnectAsync(node.Pages.Host, node.Pages.Port, TestContext.Current.CancellationToken);
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        });

    // What is due at this instant has been done when the steps have been taken once more after it.
    private async Task BeatAsync()
    {
        await node.Get<DutySteps>().AdvanceAsync(node.Clock.GetUtcNow());
        await Eventually.UntilAsync(() => node.Get<MailQueue>().Due(node.Clock.GetUtcNow()).Count == 0);
    }

    private List<string> Acts()
    {
        using var session = node.Get<IRecordStore>().OpenReader();
        return session.Query(
            "SELECT content FROM journal WHERE type = $1",
            row => System.Text.Encoding.UTF8.GetString((byte[])row.GetValue(0)),
            (int)EntryType.AdministrativeAct
        );
    }
}
