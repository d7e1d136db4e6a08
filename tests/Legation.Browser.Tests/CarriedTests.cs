using System.Net.Http.Json;

namespace Legation.Browser.Tests;

/// <summary>What was entered on a page that is fetched anew because its reader's rights have changed.</summary>
[Collection<NetworkOfWork>]
public sealed class CarriedTests(Demonstration demonstration)
{
    private const string Overtaken = "Changed elsewhere meanwhile; what you entered is shown";

    [Fact]
    public async Task text_choices_and_cursor_are_where_they_were()
    {
        const string typed = "One.\n\n  Two.\n";
        using var deputy = demonstration.Call("m.sorensen");
        var id = await Releases.MakeAsync(
            deputy,
            "Ivory Lock: replied to",
            "Liaison officer, political",
            "UNCLASSIFIED"
        );
        await using var tanabe = await ArriveAsync($"/dispatches/{id}");
        var page = tanabe.Page;
        await page.GetByText("Forward …").ClickAsync();
        await page.Locator("details.act details summary").First.ClickAsync();
        var forwarded = page.Locator("[name='Copy.To']:enabled").First;
        await forwarded.CheckAsync();
        await page.GetByText("Reply …").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Interim" }).CheckAsync();
        var reply = page.GetByLabel("Your reply");
        await reply.FillAsync(typed);
        await reply.EvaluateAsync("area => area.setSelectionRange(2, 4)");

        await FetchedAnewAsync(tanabe);

        await Expect(reply).ToHaveValueAsync(typed);
        await Expect(reply).ToBeFocusedAsync();
        (await reply.EvaluateAsync<int[]>("area => [area.selectionStart, area.selectionEnd]")).ShouldBe([2, 4]);
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Interim" })).ToBeCheckedAsync();
        await Expect(forwarded).ToBeCheckedAsync();
        await Expect(page.GetByText(Overtaken)).ToHaveCountAsync(0);
        tanabe.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task what_was_changed_elsewhere_meanwhile_is_neither_written_over_nor_lost()
    {
        using var program = demonstration.Call("k.tanabe");
        var draft = await DraftAsync(program, "Ivory Lock: in two windows");
        await using var tanabe = await ArriveAsync($"/dispatches/{draft}/edit");
        var page = tanabe.Page;
        await page.RouteAsync("**/dispatches/drafts/**", route => route.AbortAsync());
        await page.GetByLabel("Text").FillAsync("1. Mine.");
        await ChangeAsync(program, draft, "Ivory Lock: as the other has it", "1. The other's.");

        await FetchedAnewAsync(tanabe);

        await Expect(page.GetByLabel("Subject")).ToHaveValueAsync("Ivory Lock: as the other has it");
        await Expect(page.GetByLabel("Text")).ToHaveValueAsync("1. Mine.");
        await Expect(page.GetByText(Overtaken)).ToHaveCountAsync(1);
        await Screen.KeepAsync(page, "changed-elsewhere");
        await page.UnrouteAllAsync();
        await tanabe.PressAsync("Save draft");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("changed in another window");
    }

    [Fact]
    public async Task what_was_typed_while_it_was_saved_is_not_refused_as_anothers()
    {
        using var program = demonstration.Call("k.tanabe");
        var draft = await DraftAsync(program, "Ivory Lock: saved meanwhile");
        await using var tanabe = await ArriveAsync($"/dispatches/{draft}/edit");
        var page = tanabe.Page;
        // The node takes it, and its answer does not come.
        var taken = new TaskCompletionSource();
        await page.RouteAsync(
            "**/dispatches/drafts/**",
            async route =>
            {
                await route.FetchAsync();
                taken.TrySetResult();
            }
        );
        await page.GetByLabel("Text").FillAsync("1. Sent.");
        await taken.Task;
        await page.GetByLabel("Text").FillAsync("1. Sent. Typed on.");

        await FetchedAnewAsync(tanabe);
        await page.UnrouteAllAsync();

        await Expect(page.GetByLabel("Text")).ToHaveValueAsync("1. Sent. Typed on.");
        await Expect(page.GetByText(Overtaken)).ToHaveCountAsync(0);
        await tanabe.PressAsync("Save draft");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        (await program.GetStringAsync($"api/v1/dispatches/{draft}")).ShouldContain("1. Sent. Typed on.");
    }

    [Fact]
    public async Task what_is_released_is_what_was_read_and_not_what_the_page_has_now()
    {
        using var program = demonstration.Call("k.tanabe");
        var draft = await DraftAsync(program, "Ivory Lock: read and released");
        await using var tanabe = await ArriveAsync($"/dispatches/{draft}/release");
        await ChangeAsync(program, draft, "Ivory Lock: read and released", "1. Never read.");

        await FetchedAnewAsync(tanabe);
        await tanabe.PressAsync("Release");

        await Expect(tanabe.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("changed elsewhere since you opened it");
        await Expect(tanabe.Page.Locator("h1")).ToContainTextAsync("Release “Ivory Lock");
    }

    [Fact]
    public async Task who_signs_in_after_another_finds_nothing_of_his()
    {
        using var deputy = demonstration.Call("m.sorensen");
        var id = await Releases.MakeAsync(deputy, "Ivory Lock: for two", "Liaison officer, political", "UNCLASSIFIED");
        await using var tanabe = await ArriveAsync($"/dispatches/{id}");
        await tanabe.Page.GetByText("Reply …").ClickAsync();
        await tanabe.Page.GetByLabel("Your reply").FillAsync("Mine alone.");
        await demonstration.RunAsync("tokyo", "user", "disable", "k.tanabe");
        await Expect(tanabe.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await demonstration.RunAsync("tokyo", "user", "enable", "k.tanabe");

        var other = new Officer(demonstration.Person("m.sorensen"), tanabe.Page);
        await other.SignInAsync();
        await Expect(other.Page.Locator("h1")).ToHaveTextAsync("Today");
        await other.OpenAsync($"/dispatches/{id}");

        await Expect(other.Page.Locator("h1")).ToHaveTextAsync("Ivory Lock: for two");
        foreach (var area in await other.Page.Locator("textarea").AllAsync())
            (await area.InputValueAsync()).ShouldNotContain("Mine alone.");
        (await other.Page.EvaluateAsync<string>("JSON.stringify(sessionStorage)")).ShouldNotContain("Mine alone.");
    }

    [Fact]
    public async Task of_a_text_that_was_another_records_nothing_is_shown_once_that_is_not_the_writers_any_more()
    {
        const string reason = "They have seen the two texts.";
        Chromium.Require();
        await using var network = await DemonstrationProcess.StartAsync();
        await using var author = await demonstration.ArriveAsync(network.People.Single(one => one.User == "a.dewit"));
        await author.SignInAsync();
        await author.OpenDispatchAsync("sent", "wording of goal 3");
        var page = author.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Make releasable version …" }).ClickAsync();
        var text = page.GetByLabel("Text");
        await text.FillAsync($"{await text.InputValueAsync()}\n\nMine.");
        await page.GetByLabel("Why they should have it").FillAsync(reason);

        await network.ClearAsync("seoul", "a.dewit", "UNCLASSIFIED");

        await Expect(page.Locator("h1")).ToHaveTextAsync("There is nothing here");
        await Expect(page.Locator("main textarea")).ToHaveValueAsync(reason);
    }

    [Fact]
    public async Task who_is_called_otherwise_since_is_still_the_one_who_typed()
    {
        Chromium.Require();
        await using var network = await DemonstrationProcess.StartAsync();
        await using var officer = await demonstration.ArriveAsync(network.People.Single(one => one.User == "k.tanabe"));
        await officer.SignInAsync();
        await officer.OpenAsync("/dispatches/new");
        var page = officer.Page;
        await page.RouteAsync("**/dispatches/drafts/**", route => route.AbortAsync());
        await page.GetByLabel("Text").FillAsync("1. Mine.");
        await Expect(page.Locator("[data-autosave-state]")).ToContainTextAsync("kept in this window");

        await network.RenameAsync("tokyo", (await page.Locator(".person").GetAttributeAsync("data-person"))!);
        await page.ReloadAsync();

        await Expect(page.Locator(".person")).ToContainTextAsync("Renamed");
        await Expect(page.GetByLabel("Text")).ToHaveValueAsync("1. Mine.");
    }

    [Fact]
    public async Task a_long_text_comes_back_whole()
    {
        var typed = string.Concat(Enumerable.Repeat("1. As long as that.\n", 47_000));
        await using var tanabe = await ArriveAsync("/dispatches/new");
        var page = tanabe.Page;
        await page.RouteAsync("**/dispatches/drafts/**", route => route.AbortAsync());
        // As from the clipboard: a browser takes minutes to type it.
        await page.GetByLabel("Text")
            .EvaluateAsync(
                "(area, typed) => { area.value = typed; area.dispatchEvent(new Event('input', { bubbles: true })); }",
                typed
            );
        await Expect(page.Locator("[data-autosave-state]")).ToContainTextAsync("kept in this window");

        await FetchedAnewAsync(tanabe);

        (await page.GetByLabel("Text").InputValueAsync()).ShouldBe(typed);
    }

    [Fact]
    public async Task what_a_window_has_no_room_for_keeps_no_page_open_and_its_writer_is_told()
    {
        const string tooLong = "too long to be kept in this window";
        var typed = $"1. {new string('x', 20_000)}";
        await using var tanabe = await ArriveAsync("/dispatches/new");
        var page = tanabe.Page;
        await page.RouteAsync("**/dispatches/drafts/**", route => route.AbortAsync());
        await FillWindowAsync(page);
        await page.GetByLabel("Text").FillAsync(typed);
        var state = page.Locator("[data-autosave-state]");
        await Expect(state).ToContainTextAsync(tooLong);

        await FetchedAnewAsync(tanabe, "write,operate");

        await Expect(page.GetByText("What you had written was too long to be kept")).ToBeVisibleAsync();
        await Screen.KeepAsync(page, "too-long-to-keep");
        await Expect(page.GetByLabel("Text")).ToHaveValueAsync("");
        await page.GetByLabel("Text").FillAsync(typed);
        await Expect(state).ToContainTextAsync(tooLong);
        await page.UnrouteAllAsync();
        await page.GetByLabel("Text").FillAsync($"{typed} More.");
        await Expect(state).ToContainTextAsync("Saved");
        await FetchedAnewAsync(tanabe, "write");
    }

    [Fact]
    public async Task who_writes_what_a_window_has_no_room_for_is_told_as_he_writes()
    {
        using var deputy = demonstration.Call("m.sorensen");
        var id = await Releases.MakeAsync(
            deputy,
            "Ivory Lock: a long reply",
            "Liaison officer, political",
            "UNCLASSIFIED"
        );
        await using var tanabe = await ArriveAsync($"/dispatches/{id}");
        await FillWindowAsync(tanabe.Page);
        await tanabe.Page.GetByText("Reply …").ClickAsync();
        var reply = tanabe.Page.GetByLabel("Your reply");

        await reply.FillAsync(new string('x', 20_000));
        await Expect(tanabe.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("too long to be kept in this window");

        await reply.FillAsync("Short.");
        await Expect(tanabe.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        tanabe.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_releasable_version_looked_at_before_is_as_its_writer_left_it_and_looked_at_again_before_it_goes()
    {
        Chromium.Require();
        await using var network = await DemonstrationProcess.StartAsync();
        await using var author = await VersionAsync(network);
        var page = author.Page;
        var (text, reason) = (page.GetByLabel("Text"), page.GetByLabel("Why they should have it"));
        var others = page.Locator("[name='Form.For']:not(:checked)").First;
        var other = await others.GetAttributeAsync("value");
        var chosen = page.Locator($"[name='Form.For'][value='{other}']");
        await page.EvaluateAsync("document.querySelectorAll('main details').forEach(part => { part.open = true; })");
        await chosen.CheckAsync();
        await author.PressAsync("Leave out what they may not have");
        await Expect(page.Locator("form[data-turn='1']")).ToHaveCountAsync(1);
        var mine = $"{await text.InputValueAsync()}\n\nMine.";
        await text.FillAsync(mine);
        await reason.FillAsync("They have seen the two texts.");

        await FetchedAnewAsync(network, page);

        await Expect(page.Locator("form[data-turn='0']")).ToHaveCountAsync(1);
        await Expect(text).ToHaveValueAsync(mine);
        await Expect(reason).ToHaveValueAsync("They have seen the two texts.");
        await Expect(chosen).ToBeCheckedAsync();
        await Expect(chosen).ToBeVisibleAsync();
        await Expect(page.GetByText(Overtaken)).ToHaveCountAsync(0);
        await author.PressAsync("Send to a releaser");
        await Expect(page.Locator(".message")).ToContainTextAsync("Your text is kept as you changed it");
        await Expect(text).ToHaveValueAsync(mine);
        await Expect(chosen).ToBeCheckedAsync();
    }

    [Fact]
    public async Task of_a_releasable_version_what_was_typed_before_is_not_laid_over_what_was_made_since()
    {
        Chromium.Require();
        await using var network = await DemonstrationProcess.StartAsync();
        await using var author = await VersionAsync(network);
        var page = author.Page;
        var text = page.GetByLabel("Text");
        var made = await text.InputValueAsync();
        await author.PressAsync("Leave out what they may not have");
        await Expect(page.Locator("form[data-turn='1']")).ToHaveCountAsync(1);
        await text.FillAsync($"{made}\n\nAt first.");
        await FetchedAnewAsync(network, page);
        await Expect(text).ToHaveValueAsync($"{made}\n\nAt first.");
        await text.FillAsync($"{made}\n\nAfterwards.");

        await author.PressAsync("Leave out what they may not have");
        await Expect(page.Locator("form[data-turn='1']")).ToHaveCountAsync(1);
        await Expect(text).ToHaveValueAsync($"{made}\n\nAfterwards.");
        await text.FillAsync("");
        await text.FillAsync(made);
        await author.PressAsync("Leave out what they may not have");

        await Expect(page.Locator("form[data-turn='2']")).ToHaveCountAsync(1);
        await Expect(text).ToHaveValueAsync(made);
        await FetchedAnewAsync(network, page);
        await Expect(page.Locator("form[data-turn='0']")).ToHaveCountAsync(1);
        await Expect(text).ToHaveValueAsync(made);
    }

    private async Task<Officer> VersionAsync(DemonstrationProcess network)
    {
        var author = await demonstration.ArriveAsync(network.People.Single(one => one.User == "a.dewit"));
        await author.SignInAsync();
        await author.OpenDispatchAsync("sent", "wording of goal 3");
        await author.Page.GetByRole(AriaRole.Link, new() { Name = "Make releasable version …" }).ClickAsync();
        return author;
    }

    private static async Task FetchedAnewAsync(DemonstrationProcess network, IPage page)
    {
        foreach (var duties in new[] { "write", "write,operate" })
            await page.RunAndWaitForResponseAsync(
                () => network.RunAsync("seoul", "user", "duties", "a.dewit", "--duties", duties),
                answer => answer.Url.Contains("/api/v1/events", StringComparison.Ordinal)
            );
    }

    private static Task FillWindowAsync(IPage page) =>
        page.EvaluateAsync(
            """
            () => {
              let made = 0;
              try { for (;;) sessionStorage.setItem(`other:${made++}`, "x".repeat(5000)); }
              catch { sessionStorage.removeItem("other:0"); }
            }
            """
        );

    private async Task<Officer> ArriveAsync(string path)
    {
        var tanabe = await demonstration.ArriveAsync("k.tanabe");
        await tanabe.SignInAsync();
        await Expect(tanabe.Page.Locator("h1")).ToHaveTextAsync("Today");
        await tanabe.OpenToListenAsync(path);
        return tanabe;
    }

    // His rights change, and back again, but none that this page needs.
    private async Task FetchedAnewAsync(Officer tanabe)
    {
        foreach (var duties in new[] { "write,operate", "write" })
            await FetchedAnewAsync(tanabe, duties);
    }

    private Task FetchedAnewAsync(Officer tanabe, string duties) =>
        tanabe.Page.RunAndWaitForResponseAsync(
            () => demonstration.RunAsync("tokyo", "user", "duties", "k.tanabe", "--duties", duties),
            answer => answer.Url.Contains("/api/v1/events", StringComparison.Ordinal)
        );

    private static async Task<string> DraftAsync(HttpClient program, string subject)
    {
        var body = await WriteAsync(program, subject, "1. At first.");
        var answer = await program.PostAsJsonAsync("api/v1/dispatches", body);
        return (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task ChangeAsync(HttpClient program, string draft, string subject, string text)
    {
        using var read = await program.GetAsync($"api/v1/dispatches/{draft}");
        using var change = new HttpRequestMessage(HttpMethod.Put, $"api/v1/dispatches/{draft}");
        change.Headers.IfMatch.Add(read.Headers.ETag!);
        change.Content = JsonContent.Create(await WriteAsync(program, subject, text));
        (await program.SendAsync(change)).EnsureSuccessStatusCode();
    }

    private static Task<object> WriteAsync(HttpClient program, string subject, string text) =>
        Releases.WriteAsync(program, subject, text, "Deputy head of office", "UNCLASSIFIED", release: false);
}
