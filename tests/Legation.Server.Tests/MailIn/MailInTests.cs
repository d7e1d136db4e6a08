using System.Net;
using Legation.Records.Access;
using Legation.Records.Alarms;
using Legation.Server.Accounts;
using Legation.Server.Doctor;
using Legation.Server.Duty;
using Legation.Server.MailIn;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.MailIn;

/// <summary>What comes to the office's address becomes a draft once, and never more than a draft.</summary>
public sealed class MailInTests : IAsyncLifetime
{
    private ImapServer mailbox = null!;
    private TestNode node = null!;
    private Officer anna = null!;
    private Officer bo = null!;

    public async ValueTask InitializeAsync()
    {
        mailbox = new ImapServer();
        node = await TestNode.StartAsync(mail: new MailSettings { In = Settings(mailbox.Port) });
        (anna, bo) = await node.StaffAsync("anna", "bo") is [var one, var two]
            ? (one, two)
            : throw new InvalidOperationException();
        await node.AddUserAsync("operator", Duties.Operate);
        await File.WriteAllTextAsync(Path.Combine(node.Folder, "keys/mail-in.password"), ImapServer.Password);
        // Until now there was no password, and an alarm said so.
        await Eventually.UntilAsync(() => mailbox.Looks > 0 && Alarm() is null);
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        await mailbox.DisposeAsync();
    }

    [Fact]
    public async Task a_mail_is_one_draft_over_restarts_and_when_the_mailbox_numbers_anew()
    {
        mailbox.Put(Mail("kim@example.org", "Talks"));
        await Eventually.UntilAsync(async () => (await DraftsAsync(anna)).Count == 1);
        (await DraftsAsync(anna)).ShouldBe(["Talks"]);
        await node.RestartAsync();
        await LookedAsync();
        mailbox.Validity++;
        await LookedAsync();
        (await DraftsAsync(anna)).ShouldBe(["Talks"]);
        node.Get<SeenMails>().Aside().ShouldBeEmpty();
    }

    [Fact]
    public async Task what_a_known_person_forwards_is_his_draft_and_what_others_send_is_the_offices()
    {
        mailbox.Put(Mail("Bo.Home@example.org", "Forwarded"));
        mailbox.Put(Mail("kim@example.org", "Talks"));
        await Eventually.UntilAsync(async () => (await DraftsAsync(anna)).Count == 1);
        (await DraftsAsync(bo)).ShouldBe(["Forwarded"]);
        (await DraftsAsync(anna)).ShouldBe(["Talks"]);
    }

    [Fact]
    public async Task what_the_account_of_a_known_person_cannot_have_any_more_is_the_offices()
    {
        await node.Get<AccountRegister>().DisableAsync("bo");
        mailbox.Put(Mail("bo.home@example.org", "Forwarded"));
        await Eventually.UntilAsync(async () => (await DraftsAsync(anna)).Count == 1);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\n", "kim@example.org", "A program wrote it")]
    [InlineData("Precedence: bulk\n", "kim@example.org", "It went to many")]
    [InlineData("Return-Path: <>\n", "kim@example.org", "A mail server wrote it")]
    [InlineData("", "MAILER-DAEMON@example.org", "A mail server wrote it")]
    [InlineData("Content-Type: multipart/report; boundary=b\n", "kim@example.org", "A mail server wrote it")]
    [InlineData("In-Reply-To: <0102@legation.invalid>\n", "kim@example.org", "a mail of this program, or an answer")]
    [InlineData(
        "References: <a@b> <0102@Legation.invalid>\n",
        "kim@example.org",
        "a mail of this program, or an answer"
    )]
    [InlineData("", "office@example.org", "It comes from the office")]
    public async Task a_mail_that_could_go_round_in_circles_is_set_aside_with_its_reason(
        string head,
        string sender,
        string reason
    )
    {
        mailbox.Put(Mail(sender, "Again and again", head));
        mailbox.Put(Mail("kim@example.org", "Talks"));
        await Eventually.UntilAsync(async () => (await DraftsAsync(anna)).Count == 1);
        (await DraftsAsync(anna)).ShouldBe(["Talks"]);
        var page = await PageAsync("operator");
        page.ShouldContain(reason);
        page.ShouldContain(sender.ToLowerInvariant());
        page.ShouldNotContain("Again and again");
    }

    [Fact]
    public async Task what_cannot_be_read_is_set_aside_and_stops_nothing()
    {
        mailbox.Put([.. System.Text.Encoding.ASCII.GetBytes("From: kim@example.org\r\n\r\n"), .. new byte[32_000_001]]);
        mailbox.Put(
            "From: kim@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"
                + string.Concat(Enumerable.Repeat("--b\n\nx\n", 501))
        );
        mailbox.Put(Mail("kim@example.org", "Talks"));
        await Eventually.UntilAsync(async () => (await DraftsAsync(anna)).Count == 1);
        node.Get<SeenMails>()
            .Aside()
            .Select(mail => mail.Reason.Split(". ")[0])
            .ShouldBe(["The mail has more than 500 parts", "The mail has more than 32 MB"]);
    }

    [Fact]
    public async Task a_charset_that_is_not_read_stops_nothing()
    {
        mailbox.Put(Mail("kim@example.org", "Seventh", "Content-Type: text/plain; charset=utf-7\n"));
        mailbox.Put(Mail("kim@example.org", "Page", "Content-Type: text/html; charset=utf-7\n"));
        mailbox.Put(Mail("kim@example.org", "Talks"));
        await Eventually.UntilAsync(async () => (await DraftsAsync(anna)).Count == 3);
    }

    [Fact]
    public async Task more_mails_of_one_sender_within_an_hour_than_the_settings_say_are_set_aside()
    {
        foreach (var number in Enumerable.Range(1, 5))
            mailbox.Put(Mail("kim@example.org", $"Talks {number}"));
        mailbox.Put(Mail("lee@example.org", "Other"));
        await Eventually.UntilAsync(async () => (await DraftsAsync(anna)).Contains("Other"));
        (await DraftsAsync(anna)).Order().ShouldBe(["Other", "Talks 1", "Talks 2", "Talks 3"]);
        node.Get<SeenMails>().Aside().Select(mail => mail.Reason).ShouldBe([AsideReason.TooMany, AsideReason.TooMany]);
        node.Clock.Shift += TimeSpan.FromMinutes(61);
        mailbox.Put(Mail("kim@example.org", "Talks 6"));
        await Eventually.UntilAsync(async () => (await DraftsAsync(anna)).Contains("Talks 6"));
    }

    [Fact]
    public async Task a_mail_that_says_that_it_answers_or_acknowledges_does_neither()
    {
        var id = await anna.ReleaseAsync(bo.Post, "Question", node.Clock.GetUtcNow().AddDays(1));
        var number = (await anna.GetAsync($"/dispatches/{id}"))["number"];
        mailbox.Put(
            Mail(
                "bo.home@example.org",
                $"Re: {number} Question",
                $"In-Reply-To: <{id}@example.org>\nX-Acknowledges: {id}\n"
            )
        );
        await Eventually.UntilAsync(async () => (await DraftsAsync(bo)).Count == 1);
        var draft = (await bo.GetAsync("/dispatches?box=drafts")).Body.GetProperty("items")[0];
        var text = await bo.GetAsync($"/dispatches/{draft.GetProperty("id").GetString()}");
        text["text"]!.ShouldStartWith("By mail; the sender was not verified.");
        (text["inReplyTo"] ?? "").ShouldBeEmpty();
        var asked = await anna.GetAsync($"/dispatches/{id}");
        asked["status"].ShouldBe("released");
        asked.Body.GetProperty("track").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task a_mailbox_that_cannot_be_read_is_an_alarm_until_it_can_and_the_doctor_says_so()
    {
        mailbox.Refuses = true;
        await Eventually.UntilAsync(() =>
            Alarm()
                is "The office's mailbox is not read: the mail server does not accept name and password. Its mails become no drafts."
        );
        MailInCheck.Of(node.Host.Services).Single().What.ShouldContain("does not accept name and password");
        mailbox.Refuses = false;
        await Eventually.UntilAsync(() => Alarm() is null);
        MailInCheck.Of(node.Host.Services).ShouldBeEmpty();
    }

    [Fact]
    public async Task nobody_who_writes_is_found_by_the_doctor_and_nothing_is_lost_meanwhile()
    {
        await node.Get<AccountRegister>().DisableAsync("anna");
        MailInCheck.Of(node.Host.Services).Single().What.ShouldContain("the account anna");
        mailbox.Put(Mail("kim@example.org", "Talks"));
        await Eventually.UntilAsync(() => Alarm()?.Contains("Nobody is there", StringComparison.Ordinal) == true);
        await node.Get<AccountRegister>().EnableAsync("anna");
        await Eventually.UntilAsync(() => Alarm() is null);
        using var http = node.Call(await node.TokenAsync("anna"));
        (await DraftsAsync(anna with { Http = http })).ShouldBe(["Talks"]);
    }

    [Fact]
    public async Task what_was_set_aside_is_for_who_operates_the_node()
    {
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        (await browser.OpenAsync("/mail/aside")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.TextAsync("/")).ShouldNotContain("Mails set aside");
        (await PageAsync("operator")).ShouldContain("Nothing was set aside.");
    }

    private static MailInSettings Settings(int port) =>
        new()
        {
            Host = "127.0.0.1",
            Port = port,
            Security = MailSecurity.None,
            User = "office",
            Address = "office@example.org",
            Account = "anna",
            People = [new("bo.home@example.org", "bo")],
            MostAnHour = 3,
            EverySeconds = 1,
        };

    private static string Mail(string sender, string subject, string head = "") =>
        $"From: Somebody <{sender}>\nDate: Mon, 30 Nov 2026 14:03:00 +0900\nSubject: {subject}\nMessage-ID: <{subject.Length}@example.org>\n{head}\nWe met.\n";

    private string? Alarm() =>
        node.Get<IAlarms>().Present().FirstOrDefault(a => a.Notice.What == MailInService.Alarm)?.Notice.Words;

    // The second look from now began after this was asked.
    private Task LookedAsync()
    {
        var now = mailbox.Looks;
        return Eventually.UntilAsync(() => mailbox.Looks >= now + 2);
    }

    private async Task<string> PageAsync(string user)
    {
        using var browser = node.Browse();
        await browser.SignInAsync(user, TestNode.Password);
        return WebUtility.HtmlDecode(Browser.MainOf(await browser.TextAsync("/mail/aside")));
    }

    private static async Task<IReadOnlyList<string>> DraftsAsync(Officer officer) =>
        [
            .. (await officer.GetAsync("/dispatches?box=drafts"))
                .Body.GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("subject").GetString()!),
        ];
}
