using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Legation.Records;

namespace Legation.Server.Tests.Hosting;

/// <summary>An answer of the API.</summary>
internal sealed record Answered(HttpStatusCode Status, JsonElement Body, string? Tag)
{
    public string? this[string name] => Body.TryGetProperty(name, out var value) ? value.ToString() : null;
}

/// <summary>The program of an officer at a post.</summary>
internal sealed record Officer(RecordId Post, HttpClient Http)
{
    public Task<Answered> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    public Task<Answered> PostAsync(string path, object body, string? tag = null) =>
        SendAsync(HttpMethod.Post, path, body, tag);

    public Task<Answered> PutAsync(string path, object body, string tag) => SendAsync(HttpMethod.Put, path, body, tag);

    public async Task<HttpStatusCode> DeleteAsync(string path, string? tag = null) =>
        (await SendAsync(HttpMethod.Delete, path, null, tag)).Status;

    /// <summary>Releases a dispatch for action to a post; its id.</summary>
    public async Task<string> ReleaseAsync(RecordId to, string subject, DateTimeOffset? due = null)
    {
        var released = await PostAsync(
            "/dispatches",
            new
            {
                subject,
                text = "1. See above.",
                action = new[] { to.ToString() },
                due,
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

    private async Task<Answered> SendAsync(HttpMethod method, string path, object? body, string? tag)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1{path}");
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (tag is not null)
            request.Headers.Add("If-Match", tag);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var json = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answered(
            response.StatusCode,
            json.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(json),
            response.Headers.ETag?.ToString()
        );
    }
}
