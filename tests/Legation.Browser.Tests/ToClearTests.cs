using System.Net.Http.Json;
using System.Text.Json;

namespace Legation.Browser.Tests;

/// <summary>Headquarters has given the office a time for what Seoul sends; an officer looks at what waits.</summary>
[Collection<NetworkOfWork>]
public sealed class ToClearTests(Demonstration demonstration)
{
    private const string Menus = "Copper Lantern: menus";
    private const string Subject = "Copper Lantern: the ferry leaves at noon, and whoever is to be on it is to be told";

    [Fact]
    public async Task the_register_with_its_times_fits_a_desk_and_a_phone_and_shows_the_most_pressing_first()
    {
        using var seoul = demonstration.Call("a.dewit");
        await LimitAsync(seoul);
        await ReportAsync(seoul, "immediate", Subject);
        await ReportAsync(seoul, "routine", Menus);
        await using var office = await demonstration.ArriveAsync("m.sorensen");
        await office.SignInAsync();
        await office.AwaitAsync("/dispatches?box=to-clear", office.Rows.Filter(new() { HasText = Menus }));
        await office.AwaitAsync("/dispatches?box=to-clear", office.Page.GetByText("Clear by"));

        var rows = (await office.Rows.AllInnerTextsAsync()).ToList();
        rows.FindIndex(row => row.Contains(Subject)).ShouldBeLessThan(rows.FindIndex(row => row.Contains(Menus)));
        foreach (var (size, name) in new[] { (Screen.Desk, "to-clear-desk"), (Screen.Phone, "to-clear-phone") })
        {
            await office.Page.SetViewportSizeAsync(size.Width, size.Height);
            await Screen.KeepAsync(office.Page, name);
            (await office.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(
                size.Width
            );
        }
    }

    private async Task LimitAsync(HttpClient seoul)
    {
        var me = await seoul.GetFromJsonAsync<JsonElement>("api/v1/me");
        var addressees = await seoul.GetFromJsonAsync<JsonElement>("api/v1/addressees");
        var office = addressees
            .GetProperty("items")
            .EnumerateArray()
            .Select(one => (Id: one.GetProperty("id").GetString()!, Text: one.ToString()))
            .First(one => one.Id.StartsWith("office--", StringComparison.Ordinal) && one.Text.Contains("Office Tokyo"));
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            $$$"""
            {"routes":[{"sender":"{{{me.GetProperty("post").GetProperty("id")}}}","via":"{{{office.Id}}}",
            "limits":{"immediate":600,"routine":1200}}]}
            """
        );
        await demonstration.RunAsync("headquarters", "directory", "import", file);
        File.Delete(file);
    }

    private async Task ReportAsync(HttpClient seoul, string precedence, string subject)
    {
        using var headquarters = demonstration.Call("l.marchand");
        var me = await headquarters.GetFromJsonAsync<JsonElement>("api/v1/me");
        using var released = await seoul.PostAsJsonAsync(
            "api/v1/dispatches",
            new
            {
                subject,
                text = "1. See above.",
                action = new[] { me.GetProperty("post").GetProperty("id").GetString() },
                precedence,
                label = new
                {
                    policy = "LEGATION-DEMO",
                    classification = "UNCLASSIFIED",
                    categories = new { releasableTo = new[] { "ALLIANCE" } },
                },
                release = true,
            }
        );
        released.IsSuccessStatusCode.ShouldBeTrue();
    }
}
