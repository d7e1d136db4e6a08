using System.Net.Http.Headers;
using System.Text.Json;

namespace Legation.Server.Tests.Hosting;

/// <summary>An event as it came.</summary>
internal sealed record StreamEvent(string Name, string? Record, string? Kind);

/// <summary>A reader of the open stream, by the rules of WHATWG HTML §9.2.6.</summary>
internal sealed class OpenStream : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;

    private OpenStream(HttpResponseMessage response, Stream body) =>
        (this.response, lines) = (response, new StreamReader(body));

    /// <summary>The id that came last.</summary>
    public string? Position { get; private set; }

    /// <summary>Opens it; when this returns the stream tells of all that is committed from now on.</summary>
    public static async Task<OpenStream> OpenAsync(HttpClient http, string? last = null)
    {
        var answer = await AskAsync(http, last);
        answer.EnsureSuccessStatusCode();
        answer.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue("text/event-stream"));
        var stream = new OpenStream(answer, await answer.Content.ReadAsStreamAsync());
        if (last is null)
            await stream.BegunAsync();
        return stream;
    }

    public static Task<HttpResponseMessage> AskAsync(HttpClient http, string? last = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The next event; null: the stream has ended.</summary>
    public async Task<StreamEvent?> NextAsync()
    {
        // Over all of it: comments come for ever.
        using var patience = new CancellationTokenSource(Patience);
        string? name = null;
        string? data = null;
        while (await lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                Position = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && data is not null)
                return Event(name!, JsonSerializer.Deserialize<JsonElement>(data));
        }
        return null;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }

    private async Task BegunAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (Position is null && await lines.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                Position = line[4..];
    }

    private static StreamEvent Event(string name, JsonElement data) => new(name, Text(data, "id"), Text(data, "kind"));

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) ? value.GetString() : null;
}
