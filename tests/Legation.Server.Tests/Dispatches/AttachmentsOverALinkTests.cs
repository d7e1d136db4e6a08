using System.Net;
using Legation.Records.Access;
using Legation.Relay;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Files of a dispatch at the node of whom it is for.</summary>
public sealed class AttachmentsOverALinkTests : IAsyncLifetime
{
    private readonly byte[] report = Files.OfSize(700_000);
    private Neighbours both = null!;

    public async ValueTask InitializeAsync() => both = await Neighbours.StartAsync();

    public ValueTask DisposeAsync() => both.DisposeAsync();

    [Fact]
    public async Task whom_it_is_for_fetches_the_file_and_its_sender_sees_that_it_is_there()
    {
        var (dispatch, hash) = await ReleasedAsync();

        await Eventually.UntilAsync(() => IsHereAsync(dispatch));

        using var answer = await both.Kim.DownloadAsync(dispatch, hash);
        (await answer.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(report);
        await Eventually.UntilAsync(async () => (await TrackAsync(dispatch)).Contains("with all its files"));
    }

    [Fact]
    public async Task that_files_were_let_go_stands_among_the_decisions()
    {
        var (dispatch, _) = await ReleasedAsync();
        await Eventually.UntilAsync(() => IsHereAsync(dispatch));
        await both.Here.AddUserAsync("guard", Duties.Secure);
        using var browser = both.Here.Browse();
        await browser.SignInAsync("guard", TestNode.Password);

        (await browser.TextAsync("/security/decisions")).ShouldContain("attachments of 1 record released");
    }

    [Fact]
    public async Task a_file_that_has_not_come_says_how_much_of_it_has()
    {
        var (dispatch, hash) = await ReleasedAsync();
        await Eventually.UntilAsync(() => IsHereAsync(dispatch));
        // As if it were still on its way.
        var kept = Directory
            .EnumerateFiles(Path.Combine(both.There.Folder, "attachments"), hash, SearchOption.AllDirectories)
            .Single();
        File.Delete(kept);

        using var answer = await both.Kim.DownloadAsync(dispatch, hash);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var browser = both.There.Browse();
        await browser.SignInAsync("kim", TestNode.Password);
        (await browser.TextAsync($"/dispatches/{dispatch}")).ShouldContain("on its way, 0 bytes of 700 kB");
        (await browser.OpenAsync($"/dispatches/{dispatch}/attachments/{hash}"))
            .Headers.Location!.ToString()
            .ShouldBe($"/dispatches/{dispatch}");
    }

    [Fact]
    public async Task nobody_fetches_what_is_here_for_another_dispatch_and_did_not_come_for_this_one()
    {
        var own = await both.Kim.DraftAsync(both.Kim.Post, releasableTo: "KOR");
        await both.Kim.AttachAsync(own, "own.pdf", report);
        var links = both.Here.Get<Links>();
        var link = links.All().Single().Id;
        (await links.PauseAsync(link)).Refusal.ShouldBeNull();
        var (dispatch, hash) = await ReleasedAsync();
        // Its sender names it and does not have it.
        File.Delete(
            Directory
                .EnumerateFiles(Path.Combine(both.Here.Folder, "attachments"), hash, SearchOption.AllDirectories)
                .Single()
        );
        (await links.ResumeAsync(link)).Refusal.ShouldBeNull();
        await both.ArrivesAsync(dispatch);

        using var answer = await both.Kim.DownloadAsync(dispatch, hash);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await IsHereAsync(dispatch)).ShouldBeFalse();
        using var drafted = await both.Kim.DownloadAsync(own, hash);
        drafted.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<(string Dispatch, string Hash)> ReleasedAsync()
    {
        var draft = await both.Anna.DraftAsync(both.Kim.Post, releasableTo: "KOR");
        var hash = await both.Anna.AttachAsync(draft, "report.pdf", report);
        await both.Anna.ReleaseDraftAsync(draft, both.Kim.Post, releasableTo: "KOR");
        return (draft, hash);
    }

    private async Task<bool> IsHereAsync(string dispatch)
    {
        var read = await both.Kim.GetAsync($"/dispatches/{dispatch}");
        return read.Status == HttpStatusCode.OK
            && read.Body.GetProperty("attachments")[0].GetProperty("isHere").GetBoolean();
    }

    private async Task<List<string?>> TrackAsync(string dispatch) =>
        [
            .. (await both.Anna.GetAsync($"/dispatches/{dispatch}"))
                .Body.GetProperty("track")
                .EnumerateArray()
                .Select(entry => entry.GetProperty("text").GetString()),
        ];
}
