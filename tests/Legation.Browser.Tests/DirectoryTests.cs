namespace Legation.Browser.Tests;

[Collection<NetworkOfScreens>]
public sealed class DirectoryTests(Demonstration demonstration)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_person_is_found_in_his_own_script_and_looked_at_before_a_call_by_keyboard_alone(bool script)
    {
        await using var officer = await demonstration.ArriveAsync("m.sorensen", script: script);
        await officer.SignInAsync();
        await officer.OpenAsync("/directory?kind=person");
        await officer.Page.GetByLabel("Name, number or place").FillAsync("김서연");
        await officer.Page.Keyboard.PressAsync("Enter");
        var found = officer.Page.GetByRole(AriaRole.Link, new() { Name = "김서연 Kim Seo-yeon" });
        await Expect(found).ToHaveCountAsync(1);
        await found.PressAsync("Enter");
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync("Kim Seo-yeon");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Before a call" }).PressAsync("Enter");
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync("Before a call: 김서연 Kim Seo-yeon");
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("+82 10 0000 0201");
        if (script)
            await ScreenTests.LookAtAsync(officer, "before-a-call");
    }

    [Theory]
    [InlineData("/directory")]
    [InlineData("/directory/new")]
    [InlineData("/directory/cards")]
    public async Task the_lists_and_forms_of_who_operates_the_node_can_be_used_by_everyone(string place)
    {
        await using var officer = await demonstration.ArriveAsync("m.sorensen");
        await officer.SignInAsync();
        await officer.OpenAsync(place);
        await ScreenTests.LookAtAsync(officer, $"operator-{place}");
    }

    [Fact]
    public async Task an_entry_is_changed_and_somebody_appointed_on_screens_that_everyone_can_use()
    {
        await using var officer = await demonstration.ArriveAsync("m.sorensen");
        await officer.SignInAsync();
        await officer.OpenAsync("/directory?kind=post&q=%E6%89%80%E9%95%B7");
        await officer.Rows.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync("Head of office");
        await ScreenTests.LookAtAsync(officer, "directory-post");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Appoint …" }).ClickAsync();
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync("Who holds Head of office");
        await ScreenTests.LookAtAsync(officer, "directory-holders");
        await officer.Page.GoBackAsync();
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Change …" }).ClickAsync();
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync("Change Head of office");
        await officer.Page.GetByLabel("Mobile").FillAsync("no number");
        await officer.PressAsync("Save");
        await Expect(officer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is no number");
        await ScreenTests.LookAtAsync(officer, "directory-edit-errors");
        await officer.Page.GetByLabel("Mobile").FillAsync("+81 90 0000 0155");
        await officer.PressAsync("Save");
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("Saved.");
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("+81 90 0000 0155");
    }
}
