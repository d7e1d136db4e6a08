using System.Net.Http.Json;
using System.Text.Json;

namespace Legation.Browser.Tests;

/// <summary>A page is marked as high as anything that it shows.</summary>
[Collection<NetworkOfScreens>]
public sealed class BannerTests(Demonstration demonstration)
{
    private const string Subject = "Velvet Harbour: who sits where";

    [Fact]
    public async Task a_dispatch_whose_answer_is_marked_higher_is_shown_under_the_marking_of_both()
    {
        var id = await ReleaseAsync(Subject, "RESTRICTED");
        var cyber = await demonstration.AtDeskAsync("j.lindqvist");
        await cyber.OpenAsync($"/dispatches/new?reply={id}");
        var editor = new Editor(cyber);
        await editor.WriteAsync("Velvet Harbour: seats", "1. As before.");
        await editor.LabelAsync("CONFIDENTIAL");
        await editor.ReleaseAsync();
        var desk = await demonstration.AtDeskAsync("l.marchand");
        await desk.OpenAsync($"/dispatches/{id}");
        await Expect(desk.Page.Locator("main")).ToContainTextAsync("Velvet Harbour: seats");
        await Expect(Banner(desk)).ToContainTextAsync("CONFIDENTIAL");
    }

    [Theory]
    [InlineData("/find?q=Velvet+Lantern")]
    [InlineData("/")]
    public async Task a_list_over_several_sections_keeps_the_caveats_of_what_it_shows(string page)
    {
        await ReleaseAsync("Velvet Lantern: timetable", "CONFIDENTIAL", "CODEWORD QUIET TIDE");
        var desk = await demonstration.AtDeskAsync("l.marchand");
        await desk.OpenAsync(page);
        await Expect(desk.Page.Locator("main")).ToContainTextAsync("Velvet Lantern");
        await Expect(Banner(desk)).ToContainTextAsync("QUIET TIDE");
    }

    private static ILocator Banner(Officer officer) => officer.Page.Locator(".banner").First;

    private async Task<string> ReleaseAsync(string subject, string classification, params string[] handling)
    {
        using var desk = demonstration.Call("l.marchand");
        var addressees = (await desk.GetFromJsonAsync<JsonElement>("api/v1/addressees")).GetProperty("items");
        var categories = new Dictionary<string, string[]> { ["releasableTo"] = ["ALLIANCE"] };
        if (handling.Length > 0)
            categories.Add("handling", handling);
        // To a post of the same node: nothing has to travel first.
        var to = handling.Length > 0 ? "Asia-Pacific desk" : "Cyber threats desk";
        var answer = await desk.PostAsJsonAsync(
            "api/v1/dispatches",
            new
            {
                subject,
                text = "1. See the plan.",
                action = addressees
                    .EnumerateArray()
                    .Where(party => party.GetProperty("name").GetString()!.StartsWith(to, StringComparison.Ordinal))
                    .Select(party => party.GetProperty("id").GetString()),
                release = true,
                label = new
                {
                    policy = "LEGATION-DEMO",
                    classification,
                    categories,
                },
            }
        );
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}
