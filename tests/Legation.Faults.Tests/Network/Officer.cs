using System.Net.Http.Json;
using System.Text.Json;

namespace Legation.Faults.Tests.Network;

/// <summary>A dispatch as the API tells of it.</summary>
internal sealed record Listed(string Id, string? Number, string Subject, string Status);

/// <summary>Something on a dispatch's track.</summary>
internal sealed record Tracked(string Step, string Node);

/// <summary>Any record as the API tells of it.</summary>
internal sealed record ShownRecord(string Id, string Kind, bool KindIsKnown);

/// <summary>A person's programs at a node that may be down at any moment.</summary>
internal sealed class Officer : IDisposable
{
    private const int LargestPage = 200;
    private readonly HttpClient http;

    private readonly Credential credential;

    public Officer(Credential credential)
    {
        this.credential = credential;
        http = Program();
        http.Timeout = TimeSpan.FromSeconds(20);
    }

    /// <summary>One more program of the same person.</summary>
    public HttpClient Program()
    {
        var program = new HttpClient { BaseAddress = credential.Url };
        program.DefaultRequestHeaders.Authorization = new("Bearer", credential.Token);
        return program;
    }

    /// <summary>Posts once; a node that is down, or goes down meanwhile, gives no answer.</summary>
    public async Task<Answer> PostAsync(string path, object body, string key)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1{path}");
            request.Content = JsonContent.Create(body);
            request.Headers.Add("Idempotency-Key", key);
            using var response = await http.SendAsync(request);
            var json = await response.Content.ReadFromJsonAsync<JsonElement>();
            return new Answer(
                response.StatusCode,
                Text(json, "code"),
                Text(json, "detail"),
                Text(json, "id"),
                response.Headers.Contains("Idempotent-Replayed")
            );
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException or JsonException)
        {
            return Answer.None;
        }
    }

    public Task<Answer> ReleaseAsync(DispatchDraft draft, string key) =>
        PostAsync("/dispatches", draft.ToRequest(), key);

    /// <summary>Id of the addressee whose name begins so.</summary>
    public async Task<string> AddresseeAsync(string name) =>
        Items(await http.GetFromJsonAsync<JsonElement>("/api/v1/addressees"))
            .First(party => Text(party, "name").StartsWith(name, StringComparison.Ordinal))
            .GetProperty("id")
            .GetString()!;

    /// <summary>A whole register, page by page.</summary>
    public async Task<List<Listed>> ListAsync(string box, string words = "")
    {
        var listed = new List<Listed>();
        string? next = null;
        do
        {
            var address =
                $"/api/v1/dispatches?box={box}&limit={LargestPage}&q={Uri.EscapeDataString(words)}"
                + (next is null ? "" : $"&next={next}");
            var page = await http.GetFromJsonAsync<JsonElement>(address);
            listed.AddRange(page.GetProperty("items").Deserialize<List<Listed>>(JsonSerializerOptions.Web)!);
            next = page.GetProperty("next").GetString();
        } while (next is not null);
        return listed;
    }

    /// <summary>The same; null when the node does not answer.</summary>
    public async Task<List<Listed>?> TryListAsync(string box, string words = "")
    {
        try
        {
            return await ListAsync(box, words);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException or JsonException)
        {
            return null;
        }
    }

    public async Task<List<Tracked>> TrackAsync(string id) =>
        (await http.GetFromJsonAsync<JsonElement>($"/api/v1/dispatches/{id}"))
            .GetProperty("track")
            .Deserialize<List<Tracked>>(JsonSerializerOptions.Web)!;

    /// <summary>A record of any kind; null: it is not there, or not for this person.</summary>
    public async Task<ShownRecord?> RecordAsync(string id)
    {
        using var response = await http.GetAsync($"/api/v1/records/{id}");
        return response.IsSuccessStatusCode
            ? await response.Content.ReadFromJsonAsync<ShownRecord>(JsonSerializerOptions.Web)
            : null;
    }

    /// <summary>What alarms stand at the node, for who operates it.</summary>
    public async Task<List<string>> AlarmsAsync() =>
        [.. Items(await http.GetFromJsonAsync<JsonElement>("/api/v1/alarms")).Select(alarm => Text(alarm, "what"))];

    /// <summary>The node's links; null when it does not answer.</summary>
    public async Task<List<Link>?> LinksAsync()
    {
        try
        {
            var json = await http.GetFromJsonAsync<JsonElement>("/api/v1/links");
            return json.GetProperty("items").Deserialize<List<Link>>(JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The node answers, and nothing waits on any of its links.</summary>
    public async Task<bool> LinksAreDrainedAsync() =>
        await LinksAsync() is { } links && links.TrueForAll(link => link.IsDrained);

    public void Dispose() => http.Dispose();

    private static IEnumerable<JsonElement> Items(JsonElement json) => json.GetProperty("items").EnumerateArray();

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value.ToString() : "";
}
