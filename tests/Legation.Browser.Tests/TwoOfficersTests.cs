namespace Legation.Browser.Tests;

[Collection<NetworkOfWork>]
public sealed class TwoOfficersTests(Demonstration demonstration)
{
    [Fact]
    public async Task who_clears_what_a_colleague_has_cleared_meanwhile_is_told_so()
    {
        var deputy = await demonstration.AtDeskAsync("m.sorensen");
        var head = await demonstration.AtDeskAsync("r.castellan");
        await deputy.OpenDispatchAsync("to-clear", "Visit of a staff college course to Seoul");
        await head.OpenAsync(new Uri(deputy.Page.Url).AbsolutePath);
        await head.Page.GetByLabel("Your comment, if you have one").FillAsync("Ask the college first.");
        foreach (var officer in new[] { deputy, head })
            await officer.PressAsync("Clear and release to Headquarters");
        await Expect(deputy.Page.Locator(".message")).ToContainTextAsync("Cleared and released to Headquarters.");
        await Expect(head.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not cleared");
        var comment = head.Page.GetByLabel("Your comment, if you have one");
        await Expect(comment).ToHaveValueAsync("Ask the college first.");
        await Expect(comment).Not.ToBeEditableAsync();
        await Expect(head.Page.Locator(".track")).ToContainTextAsync("Cleared by Mette Sørensen");
    }
}
