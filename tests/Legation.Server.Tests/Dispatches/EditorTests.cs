using Legation.Records.Access;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>The form in which a dispatch is written, without script.</summary>
public sealed class EditorTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Browser browser = null!;
    private Officer anna = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        browser = node.Browse();
        anna = (await node.StaffAsync("anna")).Single();
        await browser.SignInAsync("anna", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return node.DisposeAsync();
    }

    [Fact]
    public async Task what_was_ticked_before_a_classification_was_chosen_is_kept()
    {
        var page = (await browser.OpenAsync("/dispatches/new")).Headers.Location!.PathAndQuery();
        var saved = await browser.SubmitAsync(page, ("Form.Tags", "releasableTo=JPN"), ("Form.Act", "save"));
        var form = await browser.FormAsync(saved.Headers.Location!.PathAndQuery());
        form.Find("[value='releasableTo=JPN']:checked").ShouldNotBeNull();
        form.Find("[value='releasableTo=ALLIANCE']:checked").ShouldBeNull();
    }

    [Theory]
    [InlineData("the review date", "2031-05-01")]
    [InlineData("the label under another policy", "TLP:GREEN")]
    [InlineData("a marking that the policy does not know", "subject=OTHER")]
    public async Task a_browser_that_saves_a_draft_made_by_a_program_keeps(string what, string value)
    {
        var edit = await DraftAsync("RESTRICTED");
        await browser.SubmitAsync(edit, ("Form.Text", "1. Changed."), ("Form.Act", "save"));
        var page = await browser.TextAsync(edit);
        page.ShouldContain("1. Changed.");
        page.ShouldContain(value, customMessage: what);
    }

    [Fact]
    public async Task a_label_that_was_changed_does_not_keep_what_another_policy_made_of_the_old_one()
    {
        var edit = await DraftAsync("RESTRICTED");
        await browser.SubmitAsync(edit, ("Form.Classification", "UNCLASSIFIED"), ("Form.Act", "save"));
        var page = await browser.TextAsync(edit);
        page.ShouldContain("2031-05-01");
        page.ShouldNotContain("TLP:GREEN");
    }

    [Fact]
    public async Task a_classification_that_the_author_may_not_choose_stays_until_he_chooses_another()
    {
        var edit = await DraftAsync("SECRET");
        await browser.SubmitAsync(edit, ("Form.Text", "1. Changed."), ("Form.Act", "save"));
        (await browser.FormAsync(edit)).Find("[value='SECRET']:checked").ShouldNotBeNull();
    }

    [Fact]
    public async Task what_is_wrong_with_a_group_is_read_out_with_the_group()
    {
        var page = (await browser.OpenAsync("/dispatches/new")).Headers.Location!.PathAndQuery();
        var form = await PageForm.ReadAsync(await browser.SubmitAsync(page, ("Form.Act", "release")));
        form.Find("#f-Form-Classification")!.GetAttribute("aria-describedby").ShouldBe("f-Form-Classification-error");
        form.Find("#f-Form-Classification-error")!.TextContent.ShouldStartWith("Choose a classification");
        form.Find("#f-Form-Action")!
            .GetAttribute("aria-describedby")
            .ShouldBe("f-Form-Action-hint f-Form-Action-error");
        form.Find("#f-Form-Action-error")!.TextContent.ShouldBe("Name at least one addressee.");
    }

    [Fact]
    public async Task what_is_wrong_with_no_field_is_said_at_the_head_and_not_at_the_subject()
    {
        await node.AddUserAsync("nobody", Duties.Write);
        await browser.SignInAsync("nobody", TestNode.Password);
        var page = (await browser.OpenAsync("/dispatches/new")).Headers.Location!.PathAndQuery();
        var answer = await browser.SubmitAsync(page, ("Form.Subject", "From nowhere"), ("Form.Act", "release"));
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Your post is not in the directory");
        (await PageForm.ReadAsync(answer)).Find("#f-Form-Subject-error").ShouldBeNull();
    }

    private async Task<string> DraftAsync(string classification)
    {
        var made = await anna.PostAsync(
            "/dispatches",
            new
            {
                subject = "By a program",
                text = "1. Made.",
                label = new
                {
                    policy = "LEGATION-DEMO",
                    classification,
                    categories = new { releasableTo = new[] { "ALLIANCE" }, subject = new[] { "OTHER" } },
                    review = "2031-05-01",
                    alternatives = new[] { new { policy = "TLP:2.0", classification = "TLP:GREEN" } },
                },
                release = false,
            }
        );
        return $"/dispatches/{made["id"]}/edit";
    }
}
