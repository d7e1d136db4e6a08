using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>A mail becomes a draft in one act, by program and by forms alone.</summary>
public sealed class FromMailTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Browser browser = null!;
    private Officer anna = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        browser = node.Browse();
        anna = (await node.StaffAsync("anna"))[0];
        await browser.SignInAsync("anna", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return node.DisposeAsync();
    }

    [Fact]
    public async Task a_mail_becomes_a_draft_with_its_files_and_without_label_or_addressees()
    {
        var (status, body) = await SendAsync(Mail.With(("map.png", "one"), ("map.png", "two"), ("again.png", "one")));
        status.ShouldBe(HttpStatusCode.Created, body.ToString());
        var draft = await anna.GetAsync($"/dispatches/{body.GetProperty("id").GetString()}");
        draft["status"].ShouldBe("draft");
        draft["subject"].ShouldBe("Talks");
        draft["text"]!.ShouldStartWith("By mail; the sender was not verified.");
        draft["text"]!.ShouldEndWith("\n\nWe met.");
        draft.Body.GetProperty("action").GetArrayLength().ShouldBe(0);
        Names(body).ShouldBe(["map.png", "map (2).png"]);
        var hash = body.GetProperty("attachments")[0].GetProperty("hash").GetString();
        (await anna.Http.GetStringAsync($"/api/v1/dispatches/{draft["id"]}/attachments/{hash}")).ShouldBe("one");
    }

    [Fact]
    public async Task more_files_than_a_dispatch_has_are_named_and_names_are_made_safe()
    {
        var files = Enumerable.Range(1, 22).Select(n => ($"..\\\u202Egpj`[[x]]{n}.exe", $"content {n}"));
        var (_, body) = await SendAsync(Mail.With([.. files]));
        Names(body).Count.ShouldBe(20);
        Names(body)[0].ShouldBe("gpj`[[x]]1.exe");
        var text = (await anna.GetAsync($"/dispatches/{body.GetProperty("id").GetString()}"))["text"]!;
        text.ShouldStartWith(
            "Not attached, for a dispatch has at most 20 files: `gpj'[[x]]21.exe`, `gpj'[[x]]22.exe`.\n\nBy mail;"
        );
    }

    [Fact]
    public async Task what_is_no_mail_is_refused_and_makes_no_draft()
    {
        var (status, body) = await SendAsync("%PDF-1.7"u8.ToArray());
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body.GetProperty("code").GetString().ShouldBe("not-a-mail");
        (await SendAsync(new byte[33_000_000])).Body.GetProperty("code").GetString().ShouldBe("mail-too-large");
        (await DraftsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task who_does_not_write_makes_no_draft_of_a_mail()
    {
        await node.AddUserAsync("reader");
        using var reader = node.Call(await node.TokenAsync("reader"));
        (await SendAsync(Mail.With(), reader)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task by_its_page_a_mail_is_one_draft_though_its_button_was_pressed_twice()
    {
        var page = await browser.TextAsync("/dispatches/mail");
        var first = await UploadAsync(page, Mail.With(("a.txt", "a")));
        var second = await UploadAsync(page, Mail.With(("a.txt", "a")));
        second.Headers.Location!.ToString().ShouldBe(first.Headers.Location!.ToString());
        (await DraftsAsync()).ShouldBe(1);
        (await browser.TextAsync(first.Headers.Location!.ToString())).ShouldContain(
            "By mail; the sender was not verified."
        );
    }

    [Fact]
    public async Task its_page_says_why_nothing_was_taken()
    {
        var answer = await UploadAsync(await browser.TextAsync("/dispatches/mail"), [0xD0, 0xCF, 0x11, 0xE0, 0, 0]);
        (await browser.TextAsync(answer.Headers.Location!.ToString())).ShouldContain("own form (.msg)");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Mail.With()), "File", "a.eml" } };
        var forged = await browser.PostAsync("/dispatches/from-mail", form);
        forged.Headers.Location!.ToString().ShouldEndWith("?problem=page-out-of-date");
        (await DraftsAsync()).ShouldBe(0);
    }

    private static List<string> Names(JsonElement body) =>
        [.. body.GetProperty("attachments").EnumerateArray().Select(file => file.GetProperty("name").GetString()!)];

    private async Task<int> DraftsAsync() =>
        (await anna.GetAsync("/dispatches?box=drafts")).Body.GetProperty("items").GetArrayLength();

    private Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(byte[] mail) => SendAsync(mail, anna.Http);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(byte[] mail, HttpClient http)
    {
        using var content = new ByteArrayContent(mail);
        content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        using var answer = await http.PostAsync("/api/v1/mail", content);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }

    private async Task<HttpResponseMessage> UploadAsync(string page, byte[] mail)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Field(page, "__RequestVerificationToken")), "__RequestVerificationToken" },
            { new StringContent(Field(page, "Ticket")), "Ticket" },
            { new ByteArrayContent(mail), "File", "talks.eml" },
        };
        return await browser.PostAsync("/dispatches/from-mail", form);
    }

    private static string Field(string page, string name) => page.Split($"name=\"{name}\" value=\"")[^1].Split('"')[0];

    private static class Mail
    {
        public static byte[] With(params (string Name, string Content)[] files) =>
            Encoding.UTF8.GetBytes(
                "From: Kim <kim@example.org>\r\nTo: anna@example.org\r\nDate: Mon, 30 Nov 2026 14:03:00 +0900\r\nSubject: Talks\r\n"
                    + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWe met.\r\n"
                    + string.Concat(files.Select(file => Part(file.Name, file.Content)))
                    + "--b--\r\n"
            );

        private static string Part(string name, string content) =>
            $"--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''{Uri.EscapeDataString(name)}\r\n\r\n{content}\r\n";
    }
}
