using System.Net;
using System.Net.Http.Headers;
using Legation.Records.Storage;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Files that are attached to a draft and fetched by those who may read the dispatch.</summary>
public sealed class AttachmentTests : IAsyncLifetime
{
    private readonly byte[] report = Files.OfSize(300_000);
    private TestNode node = null!;
    private Officer anna = null!;
    private Officer bo = null!;
    private Officer cem = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        var staff = await node.StaffAsync("anna", "bo", "cem");
        (anna, bo, cem) = (staff[0], staff[1], staff[2]);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task whom_a_dispatch_is_for_fetches_its_files()
    {
        var (dispatch, hash) = await ReleasedAsync();

        using var answer = await bo.DownloadAsync(dispatch, hash);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(report);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("Étude.pdf");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var file = (await bo.GetAsync($"/dispatches/{dispatch}")).Body.GetProperty("attachments")[0];
        file.GetProperty("name").GetString().ShouldBe("Étude.pdf");
        file.GetProperty("mediaType").GetString().ShouldBe("application/pdf");
        file.GetProperty("arrived").GetInt64().ShouldBe(report.Length);
    }

    [Fact]
    public async Task a_download_that_broke_off_goes_on()
    {
        var (dispatch, hash) = await ReleasedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/dispatches/{dispatch}/attachments/{hash}");
        request.Headers.Range = new RangeHeaderValue(200_000, null);

        using var answer = await bo.Http.SendAsync(request, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(report[200_000..]);
    }

    [Fact]
    public async Task for_whom_there_is_no_such_dispatch_there_is_no_such_file()
    {
        var (dispatch, hash) = await ReleasedAsync();

        using var answer = await cem.DownloadAsync(dispatch, hash);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task an_own_dispatch_is_no_door_to_the_files_of_another()
    {
        var (_, hash) = await ReleasedAsync();
        var own = await cem.DraftAsync(bo.Post);

        using var answer = await cem.DownloadAsync(own, hash);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task that_a_file_was_read_is_journalled()
    {
        var (dispatch, hash) = await ReleasedAsync();

        using var answer = await bo.DownloadAsync(dispatch, hash);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!Reads().Exists(read => read.Contains($"attachment {hash}", StringComparison.Ordinal)))
            await node.Get<Legation.Records.Ledger>()
                .Committed.Beyond(node.Get<Legation.Records.Ledger>().Head.Seq, patience.Token);
    }

    [Fact]
    public async Task files_are_attached_and_taken_away_without_script()
    {
        var draft = await anna.DraftAsync(bo.Post);
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);

        var attached = await UploadAsync(
            browser,
            draft,
            ("notes.txt", "One."u8.ToArray()),
            ("more.txt", "2"u8.ToArray())
        );

        attached.Headers.Location!.ToString().ShouldBe($"/dispatches/{draft}/attachments?done=attached");
        (await NamesAsync(draft)).ShouldBe(["notes.txt", "more.txt"]);
        (await browser.TextAsync($"/dispatches/{draft}/edit")).ShouldContain("notes.txt");
        (await browser.TextAsync($"/dispatches/{draft}/release")).ShouldContain("notes.txt (4 bytes)");
        await browser.SubmitAsync($"/dispatches/{draft}/attachments");
        (await NamesAsync(draft)).ShouldBe(["more.txt"]);
    }

    [Fact]
    public async Task a_form_without_its_token_attaches_nothing()
    {
        var draft = await anna.DraftAsync(bo.Post);
        using var browser = node.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1]), "File", "one.bin" } };

        var answer = await browser.PostAsync($"/dispatches/{draft}/attach", form);

        answer.Headers.Location!.ToString().ShouldEndWith("?problem=page-out-of-date");
        (await NamesAsync(draft)).ShouldBeEmpty();
    }

    [Fact]
    public async Task what_is_typed_meanwhile_does_not_take_the_files_away()
    {
        var draft = await anna.DraftAsync(bo.Post);
        var before = await anna.GetAsync($"/dispatches/{draft}");
        await anna.AttachAsync(draft, "one.pdf", report);
        var now = await anna.GetAsync($"/dispatches/{draft}");
        now.Tag.ShouldNotBe(before.Tag);

        await anna.PutAsync($"/dispatches/{draft}", new { subject = "Other", text = "1. Other." }, now.Tag!);

        (await NamesAsync(draft)).ShouldBe(["one.pdf"]);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\anna\\plan.doc", "plan.doc")]
    [InlineData("a\u202Egpj.exe", "agpj.exe")]
    [InlineData("what?\r\n.txt", "what_.txt")]
    public async Task names_are_made_safe(string given, string kept)
    {
        var draft = await anna.DraftAsync(bo.Post);

        await anna.AttachAsync(draft, given, report);

        (await NamesAsync(draft)).ShouldBe([kept]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<(string Dispatch, string Hash)> ReleasedAsync()
    {
        var draft = await anna.DraftAsync(bo.Post);
        var hash = await anna.AttachAsync(draft, "Étude.pdf", report);
        await anna.ReleaseDraftAsync(draft, bo.Post);
        return (draft, hash);
    }

    private async Task<List<string?>> NamesAsync(string draft) =>
        [
            .. (await anna.GetAsync($"/dispatches/{draft}"))
                .Body.GetProperty("attachments")
                .EnumerateArray()
                .Select(file => file.GetProperty("name").GetString()),
        ];

    private List<string> Reads()
    {
        using var session = node.Get<IRecordStore>().OpenReader();
        return session.Query(
            "SELECT CAST(content AS TEXT) FROM journal WHERE type = $1",
            row => row.GetString(0),
            (int)Legation.Records.Audit.EntryType.Read
        );
    }

    private static async Task<HttpResponseMessage> UploadAsync(
        Browser browser,
        string draft,
        params (string Name, byte[] Bytes)[] files
    )
    {
        var page = await browser.TextAsync($"/dispatches/{draft}/attachments");
        var token = page.Split("__RequestVerificationToken\" value=\"")[^1].Split('"')[0];
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), "File", name);
        return await browser.PostAsync($"/dispatches/{draft}/attach", form);
    }
}
