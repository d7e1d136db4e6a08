namespace Legation.Browser.Tests;

/// <summary>What the network is for: written in Seoul, cleared in Tokyo, answered at headquarters, unknown to the ministry.</summary>
[Collection<NetworkOfWork>]
public sealed class MainJobTests(Demonstration demonstration)
{
    private const string Desk = "Asia-Pacific desk";
    private const string Ministry = "Director, cyber cooperation";
    private const string Subject = "Saffron Ledger: a date for the talks";
    private const string Comment = "Tokyo agrees; share the visiting team.";

    [Fact]
    public async Task a_dispatch_from_seoul_is_cleared_in_tokyo_and_answered_at_headquarters()
    {
        var seoul = await demonstration.AtDeskAsync("a.dewit");
        await WriteAsync(seoul);
        await ClearAsync(await demonstration.AtDeskAsync("m.sorensen"));
        await AnswerAsync(await demonstration.AtDeskAsync("l.marchand"));
        await FollowAsync(seoul);
        await StayUnawareAsync(await demonstration.AtDeskAsync("seoyeon.kim"), seoul);
        seoul.Complaints.ShouldBeEmpty();
    }

    private static async Task WriteAsync(Officer seoul)
    {
        var editor = new Editor(seoul);
        await editor.OpenAsync();
        await editor.ForActionAsync(Desk);
        await editor.ForInformationAsync(Ministry);
        await editor.WriteAsync(Subject, "1. The ministry asks for a date.\n\n2. It wishes to meet before the summit.");
        await editor.LabelAsync("RESTRICTED");
        await Expect(editor.Distribution.Locator("li", new() { HasText = Desk })).ToContainTextAsync("for action");
        await Expect(editor.Distribution.Locator("li.not")).ToContainTextAsync(Ministry);
        await Expect(editor.Distribution.Locator("li.not")).ToContainTextAsync("ALLIANCE");
        await Expect(seoul.Page.Locator("[data-autosave-state]")).ToContainTextAsync("Saved");
        await Expect(seoul.Page.Locator(".banner").First).ToHaveTextAsync("EXERCISE · ALLIANCE RESTRICTED");
        await Screen.KeepAsync(seoul.Page, "walk-1-seoul-writes");
        await editor.ReleaseAsync();
        await Expect(seoul.Page.Locator(".track")).ToContainTextAsync("Clearance by Liaison Office Tokyo");
    }

    private static async Task ClearAsync(Officer tokyo)
    {
        await tokyo.OpenDispatchAsync("to-clear", Subject);
        await Screen.KeepAsync(tokyo.Page, "walk-2-tokyo-clears");
        await tokyo.Page.GetByLabel("Your comment, if you have one").FillAsync(Comment);
        await tokyo.PressAsync("Clear and release to Headquarters");
        await Expect(tokyo.Page.Locator(".message.done")).ToContainTextAsync("Cleared and released to Headquarters.");
    }

    private static async Task AnswerAsync(Officer headquarters)
    {
        await headquarters.OpenDispatchAsync("inbox", Subject);
        await headquarters.AwaitAsync(headquarters.Page.Url, headquarters.Page.GetByText(Comment));
        await headquarters.PressAsync("Acknowledge");
        await Expect(headquarters.Page.Locator(".message.done")).ToContainTextAsync("Acknowledged");
        await Screen.KeepAsync(headquarters.Page, "walk-3-headquarters-has-it");
        await headquarters.Page.GetByText("Reply …").ClickAsync();
        await headquarters.Page.GetByLabel("Your reply").FillAsync("1. The second week of June suits us.");
        await headquarters.PressAsync("Send the reply");
        await Expect(headquarters.Page.Locator(".message.done")).ToContainTextAsync("Released as");
    }

    private static async Task FollowAsync(Officer seoul)
    {
        await seoul.OpenDispatchAsync("sent", Subject);
        var track = seoul.Page.Locator(".track");
        await seoul.AwaitAsync(seoul.Page.Url, track.GetByText("Answered by Léa Marchand"));
        string[] steps =
        [
            "Released by Anneke de Wit",
            "Reached Liaison Office Tokyo",
            "Cleared by Mette Sørensen",
            "Acknowledged by Léa Marchand",
            "Answered by Léa Marchand",
        ];
        (await track.Locator("li").AllInnerTextsAsync())
            .Select(step => steps.FirstOrDefault(wanted => step.StartsWith(wanted, StringComparison.Ordinal)) ?? step)
            .ShouldBe(steps);
        await Expect(seoul.Page.Locator("main")).Not.ToContainTextAsync(Comment);
        await Expect(seoul.Page.GetByRole(AriaRole.Link, new() { Name = $"Re: {Subject}" })).ToBeVisibleAsync();
        await Screen.KeepAsync(seoul.Page, "walk-4-seoul-follows");
    }

    private static async Task StayUnawareAsync(Officer ministry, Officer seoul)
    {
        await ministry.OpenAsync(new Uri(seoul.Page.Url).AbsolutePath);
        await Expect(ministry.Page.Locator("h1")).ToHaveTextAsync("There is nothing here");
        foreach (var register in new[] { "inbox", "sent", "awaiting-reply", "drafts" })
        {
            await ministry.OpenAsync($"/dispatches?box={register}&q={Uri.EscapeDataString(Subject)}");
            await Expect(ministry.Rows).ToHaveCountAsync(0);
        }
        await ministry.OpenAsync($"/find?q={Uri.EscapeDataString(Subject)}");
        await Expect(ministry.Page.Locator("main")).ToContainTextAsync("Nothing has all of these words.");
    }
}
