namespace Legation.Browser.Tests;

[Collection<NetworkOfWork>]
public sealed class ActingTests(Demonstration demonstration)
{
    private const string ToClear = "Copper Lantern: to be cleared for the head";
    private const string ForTheHead = "Copper Lantern: for the head alone";

    [Fact]
    public async Task a_deputy_clears_for_the_head_and_when_it_ends_the_heads_queue_is_gone()
    {
        using var seoul = demonstration.Call("a.dewit");
        using var officer = demonstration.Call("k.tanabe");
        await Releases.MakeAsync(seoul, ToClear, "Asia-Pacific desk", "RESTRICTED");
        await Releases.MakeAsync(officer, ForTheHead, "Head of office", "RESTRICTED");
        await using var deputy = await demonstration.ArriveAsync("m.sorensen");
        await using var head = await demonstration.ArriveAsync("r.castellan");
        await deputy.SignInAsync();
        await head.SignInAsync();

        await deputy.Page.GetByRole(AriaRole.Button, new() { Name = "Act for Rosalind Castellan" }).ClickAsync();
        await Expect(deputy.Page.Locator(".acting"))
            .ToContainTextAsync("Acting for Rosalind Castellan, Head of office");
        await Expect(deputy.Page.Locator("main")).ToContainTextAsync(ForTheHead);
        await Screen.KeepAsync(deputy.Page, "acting-today");
        await deputy.OpenDispatchAsync("to-clear", ToClear);
        await deputy.PressAsync("Clear and release to Headquarters");
        await Expect(deputy.Page.Locator(".track"))
            .ToContainTextAsync("Cleared by Mette Sørensen, Deputy head of office for Head of office");
        await Expect(deputy.Page.Locator(".cable")).ToContainTextAsync("Deputy head of office for Head of office");
        await Screen.KeepAsync(deputy.Page, "acting-cleared");

        await deputy.OpenAsync("/");
        await head.Page.GetByRole(AriaRole.Link, new() { Name = "Out of office" }).ClickAsync();
        await Expect(head.Page.Locator("h1")).ToHaveTextAsync("Out of office");
        await Screen.KeepAsync(head.Page, "out-of-office");
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "End now" }).ClickAsync();
        await head.Page.Locator("#confirm [data-confirm-yes]").ClickAsync();
        await Expect(head.Page.Locator("main")).ToContainTextAsync("Nobody acts for you.");

        await Expect(deputy.Page.Locator(".acting")).ToContainTextAsync("You act for yourself");
        await Expect(deputy.Page.Locator("main")).Not.ToContainTextAsync(ForTheHead);
        await Screen.KeepAsync(deputy.Page, "acting-ended");
        deputy.Complaints.ShouldBeEmpty();
    }
}
