using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Legation.Browser.Tests.Hosting;

/// <summary>Dispatches that a person's program releases while others look at their pages.</summary>
internal static class Releases
{
    /// <summary>Releases a dispatch for action, releasable to the alliance; its id.</summary>
    public static async Task<string> MakeAsync(HttpClient http, string subject, string to, string classification)
    {
        var body = await WriteAsync(http, subject, "1. We called.", to, classification, release: true);
        var answer = await http.PostAsJsonAsync("api/v1/dispatches", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Gives a dispatch another classification.</summary>
    public static async Task RelabelAsync(HttpClient http, string id, string classification)
    {
        var label = new
        {
            policy = "LEGATION-DEMO",
            classification,
            categories = new { releasableTo = new[] { "ALLIANCE" } },
        };
        var answer = await http.PostAsJsonAsync($"api/v1/dispatches/{id}/relabel", new { label, reason = "It is." });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A dispatch as a request writes it.</summary>
    public static async Task<object> WriteAsync(
        HttpClient http,
        string subject,
        string text,
        string to,
        string classification,
        bool release
    ) =>
        new
        {
            subject,
            text,
            action = new[] { await AddresseeAsync(http, to) },
            release,
            label = new
            {
                policy = "LEGATION-DEMO",
                classification,
                categories = new { releasableTo = new[] { "ALLIANCE" } },
            },
        };

    private static async Task<string> AddresseeAsync(HttpClient http, string name) =>
        (await http.GetFromJsonAsync<JsonElement>("api/v1/addressees"))
            .GetProperty("items")
            .EnumerateArray()
            .First(party => party.GetProperty("name").GetString()!.StartsWith(name, StringComparison.Ordinal))
            .GetProperty("id")
            .GetString()!;
}
