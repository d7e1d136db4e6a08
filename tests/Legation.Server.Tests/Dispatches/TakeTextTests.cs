using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Texts from elsewhere, by program.</summary>
public sealed class TakeTextTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Officer anna = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        anna = (await node.StaffAsync("anna"))[0];
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task a_word_file_becomes_markdown_and_what_was_dropped_is_said()
    {
        var file = new WordFile();
        file.Heading(1, "Talks").Paragraph(WordFile.Words("Ended") + file.Note("Late.") + "<w:r><w:drawing/></w:r>");
        var answer = await TakeAsync(anna.Http, file.ToBytes(), "application/octet-stream", "?firstNote=3");
        answer.GetProperty("markdown").GetString().ShouldBe("## Talks\n\nEnded[^3]\n\n[^3]: Late.");
        var dropped = answer.GetProperty("dropped").EnumerateArray().Single();
        dropped.GetProperty("part").GetString().ShouldBe("picture");
        dropped.GetProperty("words").GetString().ShouldBe("1 picture");
    }

    [Fact]
    public async Task a_page_becomes_markdown_in_the_encoding_that_it_has() =>
        (await TakeAsync(anna.Http, Encoding.Latin1.GetBytes("<meta charset=windows-1252><h2>Été</h2>"), "text/html"))
            .GetProperty("markdown")
            .GetString()
            .ShouldBe("### Été");

    [Fact]
    public async Task what_is_no_text_is_refused_with_the_rule()
    {
        var (status, problem) = await SendAsync(anna.Http, "%PDF-1.7"u8.ToArray(), "application/pdf");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem.GetProperty("code").GetString().ShouldBe("not-a-text-file");
    }

    [Theory]
    [InlineData(32_010_000)]
    [InlineData(40_000_000)]
    public async Task a_file_beyond_the_limit_is_refused(int length) =>
        (await SendAsync(anna.Http, new byte[length], "text/html"))
            .Body.GetProperty("code")
            .GetString()
            .ShouldBe("file-too-large");

    [Fact]
    public async Task texts_that_are_still_arriving_have_bounded_room_together()
    {
        var other = await node.JoinAsync("bo", "anna", Legation.Records.Access.Duties.Write);
        var bodies = Enumerable.Range(0, 3).Select(_ => new SlowBody(31_990_000)).ToArray();
        var address = new Uri("/api/v1/text", UriKind.Relative);
        var answers = bodies.Select(body => anna.Http.PostAsync(address, body)).ToArray();
        await Task.WhenAll(bodies.Select(body => body.AllButItsEnd));

        // What was sent need not have been read: some of it may still be between the two.
        await Eventually.UntilAsync(async () =>
        {
            var (status, problem) = await SendAsync(other.Http, new byte[1_000_000], "text/html");
            return status == HttpStatusCode.ServiceUnavailable
                && problem.GetProperty("code").GetString() == "texts-busy";
        });

        foreach (var body in bodies)
            body.End();
        foreach (var answer in await Task.WhenAll(answers))
            answer.Dispose();
        (await SendAsync(other.Http, "<p>a"u8.ToArray(), "text/html")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_browser_needs_the_token_of_its_page_and_a_stranger_gets_nothing()
    {
        using var browser = node.Browse();
        (await SendAsync(browser.Http, "<p>a"u8.ToArray(), "text/html")).Status.ShouldNotBe(HttpStatusCode.OK);
        await browser.SignInAsync("anna", TestNode.Password);
        (await SendAsync(browser.Http, "<p>a"u8.ToArray(), "text/html")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task who_takes_too_many_waits_and_others_do_not()
    {
        var other = await node.JoinAsync("bo", "anna", Legation.Records.Access.Duties.Write);
        HttpStatusCode status;
        var taken = 0;
        do status = (await SendAsync(anna.Http, "<p>a"u8.ToArray(), "text/html")).Status;
        while (status == HttpStatusCode.OK && ++taken < 100);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await SendAsync(other.Http, "<p>a"u8.ToArray(), "text/html")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task who_writes_no_dispatches_takes_no_text()
    {
        var reader = await node.JoinAsync("reader", "anna", Legation.Records.Access.Duties.None);
        (await SendAsync(reader.Http, "<p>a"u8.ToArray(), "text/html")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<JsonElement> TakeAsync(HttpClient http, byte[] body, string type, string query = "")
    {
        var (status, answer) = await SendAsync(http, body, type, query);
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return answer;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpClient http,
        byte[] body,
        string type,
        string query = ""
    )
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await http.PostAsync(new Uri($"/api/v1/text{query}", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default);
    }
}
