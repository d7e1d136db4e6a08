using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Attachments;

/// <summary>A file that an officer of one node attached, as it comes to an officer of another.</summary>
internal sealed class LargeFile : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly HttpClient writer;
    private readonly HttpClient reader;
    private readonly byte[] bytes;
    private string id = "";

    private LargeFile(Officer from, Officer to, int size)
    {
        (writer, reader) = (from.Program(), to.Program());
        bytes = RandomNumberGenerator.GetBytes(size);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Releases a dispatch with a file of that size.</summary>
    public static async Task<LargeFile> ReleaseAsync(Officer from, Officer to, string addressee, int size)
    {
        var file = new LargeFile(from, to, size);
        var draft = new DispatchDraft("With a large file", addressee);
        (await file.AttachAsync(from, draft)).Status.ShouldBe(HttpStatusCode.Created);
        await file.ReleaseAsync(draft);
        return file;
    }

    /// <summary>What the node says to a file of that size in a draft.</summary>
    public static async Task<Answer> OfferAsync(Officer from, string addressee, int size)
    {
        using var file = new LargeFile(from, from, size);
        return await file.AttachAsync(from, new DispatchDraft("With a file", addressee));
    }

    /// <summary>Waits until the writer's track says why it does not come.</summary>
    public Task WaitsAsync(string code) =>
        IsTrackedAsync($"the track says {code}", text => text?.EndsWith(code, StringComparison.Ordinal) == true);

    /// <summary>Waits until so many bytes of it have come.</summary>
    public Task ArrivesAsync(long bytesOfIt) =>
        ShowsAsync($"{bytesOfIt} bytes come", file => file.GetProperty("arrived").GetInt64() >= bytesOfIt);

    /// <summary>Waits until all of it is there, and compares.</summary>
    public async Task ArrivesWholeAsync()
    {
        await ShowsAsync("the file is there", file => file.GetProperty("isHere").GetBoolean());
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await using var content = await reader.GetStreamAsync(
            new Uri($"/api/v1/dispatches/{id}/attachments/{hash}", UriKind.Relative),
            Cancellation
        );
        Convert.ToHexStringLower(await SHA256.HashDataAsync(content, Cancellation)).ShouldBe(hash);
    }

    /// <summary>Waits until the writer's track says that the peer has the dispatch with all its files.</summary>
    public Task IsReceiptedAsync() =>
        IsTrackedAsync("the receipt says that it is complete", text => text == "with all its files");

    private Task IsTrackedAsync(string what, Func<string?, bool> isIt) =>
        Eventually.HoldsAsync(
            what,
            Patience,
            async () =>
                (await writer.GetFromJsonAsync<JsonElement>($"/api/v1/dispatches/{id}", Cancellation))
                    .GetProperty("track")
                    .EnumerateArray()
                    .Any(entry => isIt(entry.GetProperty("text").GetString()))
        );

    public void Dispose()
    {
        writer.Dispose();
        reader.Dispose();
    }

    private Task ShowsAsync(string what, Func<JsonElement, bool> holds) =>
        Eventually.HoldsAsync(
            what,
            Patience,
            async () =>
            {
                try
                {
                    var read = await reader.GetFromJsonAsync<JsonElement>($"/api/v1/dispatches/{id}", Cancellation);
                    return holds(read.GetProperty("attachments")[0]);
                }
                catch (HttpRequestException)
                {
                    // The node is down, or does not have the dispatch yet.
                    return false;
                }
            }
        );

    private async Task<Answer> AttachAsync(Officer from, DispatchDraft draft)
    {
        id = (await from.PostAsync("/dispatches", draft.ToRequest(release: false), $"draft-{bytes.Length}")).Id;
        using var content = new ByteArrayContent(bytes);
        var address = new Uri($"/api/v1/dispatches/{id}/attachments?name=large.bin", UriKind.Relative);
        using var attached = await writer.PostAsync(address, content, Cancellation);
        var json = await attached.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var code = json.TryGetProperty("code", out var given) ? given.GetString()! : "";
        return new Answer(attached.StatusCode, code, "", id, Replayed: false);
    }

    private async Task ReleaseAsync(DispatchDraft draft)
    {
        var address = new Uri($"/api/v1/dispatches/{id}", UriKind.Relative);
        using var read = await writer.GetAsync(address, Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Put, address);
        request.Content = JsonContent.Create(draft.ToRequest());
        request.Headers.IfMatch.Add(read.Headers.ETag!);
        using var released = await writer.SendAsync(request, Cancellation);
        released.IsSuccessStatusCode.ShouldBeTrue(await released.Content.ReadAsStringAsync(Cancellation));
    }
}
