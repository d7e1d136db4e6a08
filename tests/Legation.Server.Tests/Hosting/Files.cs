using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Legation.Server.Tests.Hosting;

/// <summary>Files of dispatches, as an officer's program handles them.</summary>
internal static class Files
{
    /// <summary>Bytes that are not the same twice.</summary>
    public static byte[] OfSize(int size) => RandomNumberGenerator.GetBytes(size);

    public static async Task<Answered> AttachAsync(
        this Officer officer,
        string draft,
        string name,
        HttpContent content,
        string? key = null
    )
    {
        var address = $"/api/v1/dispatches/{draft}/attachments?name={Uri.EscapeDataString(name)}";
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.ExpectContinue = true;
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await officer.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var json = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answered(response.StatusCode, JsonSerializer.Deserialize<JsonElement>(json), null);
    }

    public static async Task<string> AttachAsync(this Officer officer, string draft, string name, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        var attached = await officer.AttachAsync(draft, name, content);
        attached.Status.ShouldBe(HttpStatusCode.Created, attached.Body.ToString());
        return attached["hash"]!;
    }

    public static Task<HttpResponseMessage> DownloadAsync(this Officer officer, string dispatch, string hash) =>
        officer.Http.GetAsync(
            new Uri($"/api/v1/dispatches/{dispatch}/attachments/{hash}", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

    /// <summary>A draft for action to a post, under a label that the alliance may have, and those named.</summary>
    public static async Task<string> DraftAsync(
        this Officer officer,
        Legation.Records.RecordId to,
        string releasableTo = "ALLIANCE"
    )
    {
        var draft = await officer.PostAsync("/dispatches", Content(to, releasableTo, release: false));
        draft.Status.ShouldBe(HttpStatusCode.Created, draft.Body.ToString());
        return draft["id"]!;
    }

    /// <summary>Releases a draft as it is.</summary>
    public static async Task ReleaseDraftAsync(
        this Officer officer,
        string draft,
        Legation.Records.RecordId to,
        string releasableTo = "ALLIANCE"
    )
    {
        var read = await officer.GetAsync($"/dispatches/{draft}");
        var content = Content(to, releasableTo, release: true);
        var released = await officer.PutAsync($"/dispatches/{draft}", content, read.Tag!);
        released.Status.ShouldBe(HttpStatusCode.OK, released.Body.ToString());
    }

    private static object Content(Legation.Records.RecordId to, string releasableTo, bool release) =>
        new
        {
            subject = "With files",
            text = "1. See the files.",
            action = new[] { to.ToString() },
            label = new
            {
                policy = "LEGATION-DEMO",
                classification = "UNCLASSIFIED",
                categories = new { releasableTo = new[] { "ALLIANCE", releasableTo }.Distinct() },
            },
            release,
        };
}
