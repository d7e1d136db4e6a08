using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Legation.Browser.Tests;

/// <summary>What the ministry may not have does not exist there; a control shows that it would be seen otherwise.</summary>
[Collection<NetworkOfScreens>]
public sealed class SecrecyTests(Demonstration demonstration)
{
    private const string Word = "Obsidian";
    private static readonly string[] Registers = ["inbox", "sent", "to-clear", "awaiting-reply", "drafts"];

    [Fact]
    public async Task lists_searches_counts_and_addresses_betray_nothing_of_what_is_not_releasable()
    {
        using var seoul = demonstration.Call("a.dewit");
        using var ministry = demonstration.Call("seoyeon.kim");
        var secret = await ReleaseAsync(seoul, $"{Word} Tower: for the alliance alone", "ALLIANCE");
        var control = await ReleaseAsync(seoul, $"{Word} Garden: for the ministry too", "KOR");
        await ClearAsync(secret, control);
        await ArriveAsync(ministry, control);

        (await ministry.GetAsync($"api/v1/dispatches/{secret}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var register in Registers)
            (await SubjectsAsync(ministry, register, Word)).ShouldAllBe(subject => subject.Contains("Garden"));
        (await SubjectsAsync(ministry, "inbox", Word)).ShouldHaveSingleItem();
        (await AllAsync(ministry)).ShouldNotContain(item => item.GetProperty("subject").GetString()!.Contains("Tower"));
        (await ministry.GetStringAsync("api/v1/addressees")).ShouldNotContain("Tower");
        await LooksAlikeAsync(ministry, secret);
        await CountsOnlyTheControlAsync();
    }

    // An id that never was and one that is not for the reader are answered alike, byte for byte.
    private static async Task LooksAlikeAsync(HttpClient ministry, string secret)
    {
        var never = secret[..^12] + "000000000000";
        var answers = new List<string>();
        foreach (var id in new[] { secret, never })
        {
            var text = await (await ministry.GetAsync($"api/v1/dispatches/{id}")).Content.ReadAsStringAsync();
            answers.Add(text.Replace(id, "", StringComparison.Ordinal));
        }
        WithoutTrace(answers[0]).ShouldBe(WithoutTrace(answers[1]));
    }

    private async Task CountsOnlyTheControlAsync()
    {
        var kim = await demonstration.AtDeskAsync("seoyeon.kim");
        await kim.OpenAsync($"/dispatches?q={Word}");
        await Expect(kim.Rows).ToHaveCountAsync(1);
        await Expect(kim.Page.Locator(".pager")).ToContainTextAsync("1 shown");
        var tab = await kim.Page.Locator(".tabs [aria-current] .count").InnerTextAsync();
        await kim.OpenAsync("/dispatches");
        await Expect(kim.Rows).ToHaveCountAsync(int.Parse(tab, System.Globalization.CultureInfo.InvariantCulture));
        foreach (var address in new[] { "/dispatches.csv?box=inbox", $"/find?q={Word}" })
        {
            var text = await (await kim.Page.APIRequest.GetAsync(address)).TextAsync();
            text.ShouldContain("Garden");
            text.ShouldNotContain("Tower");
        }
        await kim.OpenDispatchAsync("inbox", $"{Word} Garden");
        await Expect(kim.Page.Locator(".cable")).ToContainTextAsync("We called.");
        await Expect(kim.Page.Locator("main")).Not.ToContainTextAsync("Tower");
    }

    private static async Task<string> ReleaseAsync(HttpClient seoul, string subject, string releasableTo)
    {
        var addressees = (await seoul.GetFromJsonAsync<JsonElement>("api/v1/addressees")).GetProperty("items");
        string Id(string name) =>
            addressees
                .EnumerateArray()
                .First(party => party.GetProperty("name").GetString()!.StartsWith(name, StringComparison.Ordinal))
                .GetProperty("id")
                .GetString()!;
        var answer = await seoul.PostAsJsonAsync(
            "api/v1/dispatches",
            new
            {
                subject,
                text = "1. We called.",
                action = new[] { Id("Asia-Pacific desk") },
                info = new[] { Id("Director, cyber cooperation") },
                release = true,
                label = new
                {
                    policy = "LEGATION-DEMO",
                    classification = "RESTRICTED",
                    categories = new { releasableTo = new[] { "ALLIANCE", releasableTo }.Distinct() },
                },
            }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private async Task ClearAsync(params string[] dispatches)
    {
        using var tokyo = demonstration.Call("m.sorensen");
        foreach (var id in dispatches)
        {
            await ArriveAsync(tokyo, id);
            (await tokyo.PostAsJsonAsync($"api/v1/dispatches/{id}/clear", new { })).EnsureSuccessStatusCode();
        }
    }

    private static async Task ArriveAsync(HttpClient node, string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await node.GetAsync($"api/v1/dispatches/{id}", patience.Token)).IsSuccessStatusCode) { }
    }

    private static async Task<IReadOnlyList<string>> SubjectsAsync(HttpClient node, string register, string words) =>
        [
            .. (await node.GetFromJsonAsync<JsonElement>($"api/v1/dispatches?box={register}&q={words}"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("subject").GetString()!),
        ];

    // One by one, so that each step follows a cursor.
    private static async Task<IReadOnlyList<JsonElement>> AllAsync(HttpClient node)
    {
        var all = new List<JsonElement>();
        string? next = "";
        while (next is not null)
        {
            var query = next.Length == 0 ? "" : $"&next={Uri.EscapeDataString(next)}";
            var page = await node.GetFromJsonAsync<JsonElement>($"api/v1/dispatches?limit=3{query}");
            all.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        all.Count.ShouldBeGreaterThan(3);
        return all;
    }

    private static string WithoutTrace(string problem) =>
        System.Text.RegularExpressions.Regex.Replace(problem, "\"traceId\":\"[^\"]*\"", "");
}
