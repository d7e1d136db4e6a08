using System.Net.Http.Json;
using System.Text.Json;

namespace Legation.Browser.Tests;

/// <summary>Communications brings itself up to date while somebody reads it.</summary>
[Collection<NetworkOfWork>]
public sealed class RefreshTests(Demonstration demonstration)
{
    private const int Turn = 11_000;

    [Fact]
    public async Task what_a_reader_has_selected_stays_until_he_lets_it_go_and_then_the_page_is_up_to_date()
    {
        await using var officer = await demonstration.ArriveAsync("m.sorensen");
        await officer.SignInAsync();
        await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await officer.Page.Clock.InstallAsync();
        await officer.OpenAsync("/communications");
        await officer.Page.EvaluateAsync(
            "getSelection().selectAllChildren(document.querySelector('#links table.links tbody td, #links table.links tbody th'))"
        );
        using var operates = demonstration.Call("m.sorensen");
        var links = await operates.GetFromJsonAsync<JsonElement>("api/v1/links");
        var link = links.GetProperty("items")[0].GetProperty("id").GetString();
        await PostAsync(operates, $"api/v1/links/{link}/pause");
        var asked = 0;
        officer.Page.Request += (_, request) =>
            asked += request.Url.EndsWith("/communications", StringComparison.Ordinal) ? 1 : 0;

        await officer.Page.Clock.RunForAsync(Turn);

        asked.ShouldBe(0);
        (await officer.Page.EvaluateAsync<string>("getSelection().toString()")).ShouldNotBeEmpty();
        await officer.Page.EvaluateAsync("getSelection().removeAllRanges()");
        await officer.Page.Clock.RunForAsync(Turn);
        await Expect(officer.Page.Locator("#links table.links")).ToContainTextAsync("paused");
        await PostAsync(operates, $"api/v1/links/{link}/resume");
        await Screen.KeepAsync(officer.Page, "communications");
        await officer.OpenAsync($"/communications/{link}");
        await Screen.KeepAsync(officer.Page, "link");
    }

    private static async Task PostAsync(HttpClient operates, string address)
    {
        using var done = await operates.PostAsync(new Uri(address, UriKind.Relative), null);
        done.IsSuccessStatusCode.ShouldBeTrue();
    }
}
