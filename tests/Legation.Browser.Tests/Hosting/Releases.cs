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
        var answer = await http.PostAsJsonAsync(
            "api/v1/dispatches",
            new
            {
                subject,
                text = "1. We called.",
                action = new[] { await AddresseeAsync(http, to) },
                release = true,
                label = new
                {
                    policy = "LEGATION-DEMO",
                    classification,
                    categories = new { releasableTo = new[] { "ALLIANCE" } },
                },
            }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task<string> AddresseeAsync(HttpClient http, string name) =>
        (await http.GetFromJsonAsync<JsonElement>("api/v1/addressees"))
            .GetProperty("items")
            .EnumerateArray()
            .First(party => party.GetProperty("name").GetString()!.StartsWith(name, StringComparison.Ordinal))
            .GetProperty("id")
            .GetString()!;
}
