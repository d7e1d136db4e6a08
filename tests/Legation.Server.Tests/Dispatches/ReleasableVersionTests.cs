using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>An office gives a ministry the part of a dispatch that it may have, and nothing of the rest.</summary>
public sealed class ReleasableVersionTests : PartsForAMinistry
{
    [Fact]
    public async Task the_preview_leaves_out_what_the_ministry_may_not_have_and_numbers_the_rest()
    {
        var original = await ReleasedAsync();

        var preview = await Anna.GetAsync($"/dispatches/{original}/releasable");

        preview["text"].ShouldBe("1. The ministry called.\n\n2. We agreed on berths.");
        Strings(preview, "leftOut").ShouldBe(["Paragraph 2", "Note “Its minister said so.”"]);
        Strings(preview, "for").ShouldBe([Kim.Post.ToString()]);
    }

    [Fact]
    public async Task nobody_lets_go_what_he_proposed_himself()
    {
        await Both
            .Here.Get<Legation.Server.Accounts.AccountRegister>()
            .SetDutiesAsync("anna", Legation.Records.Access.Duties.Write | Legation.Records.Access.Duties.Release);
        var proposal = await ProposedAsync(await ReleasedAsync());

        (await Anna.PostAsync($"/proposals/{proposal}/approve", new { })).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task what_no_releaser_may_read_is_not_proposed()
    {
        var original = await ReleasedAsync(to: Anna.Post.ToString());

        var refused = await Anna.PostAsync($"/dispatches/{original}/releasable", new { reason = "They ask." });

        refused["code"].ShouldBe("nobody-to-decide");
    }

    [Fact]
    public async Task one_version_waits_for_each_circle_and_another_for_the_same_does_not()
    {
        var original = await ReleasedAsync();
        var waiting = await ProposedAsync(original);

        var again = await Anna.PostAsync($"/dispatches/{original}/releasable", new { reason = "They ask again." });

        again["code"].ShouldBe("waits-already");
        (await Bo.PostAsync($"/proposals/{waiting}/approve", new { })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task the_releaser_is_shown_what_is_left_out_and_what_still_speaks_of_it()
    {
        var original = await ReleasedAsync();
        var proposal = await ProposedAsync(
            original,
            "1. The ministry called, see paragraph 2.\n\n2. It is in two minds about the quay."
        );

        var seen = await Bo.GetAsync($"/proposals/{proposal}");

        seen["facts"]!.ShouldContain("Paragraph 2");
        seen["facts"]!.ShouldContain("“paragraph 2”: the paragraphs have other numbers now");
        seen["facts"]!.ShouldContain("stands also in Paragraph 2");
    }

    [Fact]
    public async Task a_paragraph_that_is_kept_keeps_its_marking_whatever_becomes_of_its_brackets()
    {
        var original = await ReleasedAsync(
            "1. Open.\n\n2. [[RESTRICTED // REL TO KOR]] Closed.\n\n3. [[UNCLASSIFIED]] Ours."
        );
        var proposal = await ProposedAsync(original, "1. Open.\n\n2. Closed.");

        var version = (await Bo.PostAsync($"/proposals/{proposal}/approve", new { }))["id"]!;

        (await Anna.GetAsync($"/dispatches/{version}"))
            .Body.GetProperty("label")
            .GetProperty("classification")
            .GetString()
            .ShouldBe("RESTRICTED");
    }

    [Theory]
    [InlineData("1. [[ALLIANCE UNCLASSIFIED]] Ours.", "marking that one of them may not have")]
    [InlineData("1. [[UNCLASIFIED]] Ours.", "Paragraph 1 begins with")]
    [InlineData("1. Open.\n\n[hidden]: https://example.org", "no reader would see it")]
    [InlineData("1. Open.\n\n[^9]: Nobody asks.", "no reader would see it")]
    [InlineData("  ", "has no text")]
    public async Task a_text_that_cannot_go_is_refused(string text, string why)
    {
        var original = await ReleasedAsync();

        var refused = await Anna.PostAsync($"/dispatches/{original}/releasable", new { text, reason = "They ask." });

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused["detail"]!.ShouldContain(why);
    }

    [Fact]
    public async Task a_version_is_for_those_alone_who_may_have_a_part_and_not_the_whole()
    {
        var original = await ReleasedAsync();

        var own = await Anna.GetAsync($"/dispatches/{original}/releasable?for={Bo.Post}");
        own["detail"]!.ShouldContain("has the dispatch itself");
        var unmarked = await ReleasedAsync("1. All for us.", "ALLIANCE");
        (await Anna.GetAsync($"/dispatches/{unmarked}/releasable")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task the_page_makes_and_proposes_a_version_without_script()
    {
        var original = await ReleasedAsync();
        (await Browser.TextAsync($"/dispatches/{original}")).ShouldContain("One addressee did not get it");

        var form = await PageForm.ReadAsync(
            await Browser.OpenAsync($"/dispatches/{original}/releasable"),
            "releasable"
        );
        form.Find("textarea[name='Form.Text']")!
            .TextContent.Trim()
            .ShouldBe("1. The ministry called.\n\n2. We agreed on berths.");
        var refused = await Browser.PostAsync(
            $"/dispatches/{original}/releasable",
            form.Filled(("Form.Text", "1. Kept as typed."), ("Form.Act", "send"))
        );
        (await refused.Content.ReadAsStringAsync()).ShouldContain("1. Kept as typed.");
        var done = await Browser.PostAsync(
            $"/dispatches/{original}/releasable",
            form.Filled(("Form.Reason", "They ask."), ("Form.Act", "send"))
        );
        done.Headers.Location!.ToString().ShouldContain("done=proposed");
    }
}
