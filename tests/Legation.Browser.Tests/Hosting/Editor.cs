namespace Legation.Browser.Tests.Hosting;

/// <summary>The form in which a dispatch is written.</summary>
internal sealed class Editor(Officer officer)
{
    private IPage Page => officer.Page;

    public ILocator Distribution => Page.Locator("#distribution");

    public Task OpenAsync() => officer.OpenAsync("/dispatches/new");

    public async Task WriteAsync(string subject, string text)
    {
        await Page.Locator("[name='Form.Subject']").FillAsync(subject);
        await Page.Locator("[name='Form.Text']").FillAsync(text);
    }

    public Task ForActionAsync(string addressee) => TickAsync($"Action: {addressee}");

    public Task ForInformationAsync(string addressee) => TickAsync($"Information: {addressee}");

    public async Task LabelAsync(string classification, params string[] releasableTo)
    {
        foreach (var name in releasableTo.Prepend(classification))
            await Choice(name).CheckAsync();
    }

    /// <summary>Releases and says the number that was given.</summary>
    public async Task<string> ReleaseAsync()
    {
        await officer.PressAsync("Release …");
        await Expect(Page).ToHaveTitleAsync("Release · Dispatches");
        await officer.PressAsync("Release");
        var notice = Page.Locator(".message.done b");
        await Expect(notice).ToContainTextAsync("Released as");
        return (await notice.InnerTextAsync()).Replace("Released as ", "", StringComparison.Ordinal).Split('.')[0];
    }

    private ILocator Choice(string name) =>
        Page.Locator(".choices")
            .GetByRole(AriaRole.Radio, new() { Name = name, Exact = true })
            .Or(Page.Locator(".choices").GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true }));

    // The addressees of an organisation are folded away until somebody looks there.
    private async Task TickAsync(string name)
    {
        var box = Page.Locator($"[aria-label='{name}']");
        if (!await box.IsVisibleAsync())
            await Page.Locator("#addressees details", new() { Has = box }).Locator("summary").ClickAsync();
        await box.CheckAsync();
    }
}
