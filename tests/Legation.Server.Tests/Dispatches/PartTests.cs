using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Which part of a text is for whom, and what its author is told of it.</summary>
public sealed class PartTests : PartsForAMinistry
{
    [Theory]
    [InlineData("1. Open.\n\n2. [[UNCLASSIFIED]] Ours.[^1]\n\n[^1]: Noted.", "1. Open.")]
    [InlineData("1. Open.[^1]\n\n2. [[UNCLASSIFIED]] Ours.[^1]\n\n[^1]: Noted.", "1. Open.[^1]\n\n[^1]: Noted.")]
    [InlineData(
        "1. [[RESTRICTED // REL TO KOR]] Closed.[^1]\n\n2. [[UNCLASSIFIED]] Ours.[^1]\n\n[^1]: Noted.",
        "1. [[RESTRICTED // REL TO KOR]] Closed.[^1]\n\n[^1]: Noted."
    )]
    [InlineData("1. Open.\n\n2. [[UNCLASSIFIED]] Ours.[^1]\n\n[^1]: See [^2].\n\n[^2]: Noted there[^1].", "1. Open.")]
    [InlineData(
        "1. Open.[^1]\n\n2. [[UNCLASSIFIED]] Ours.\n\n[^1]: [[UNCLASSIFIED]] See[^2].\n\n[^2]: Noted.",
        "1. Open.[^1]"
    )]
    [InlineData(
        "1. Open.[^1]\n\n2. [[UNCLASSIFIED]] Ours.[^2]\n\n[^1]: See[^2].\n\n[^2]: Noted.",
        "1. Open.[^1]\n\n[^1]: See[^2].\n\n[^2]: Noted."
    )]
    public async Task a_footnote_goes_with_a_paragraph_that_refers_to_it_and_under_a_label_that_permits_it(
        string text,
        string left
    )
    {
        var original = await ReleasedAsync(text);

        (await Anna.GetAsync($"/dispatches/{original}/releasable"))["text"].ShouldBe(left);
    }

    [Theory]
    [InlineData("1. [[RESTRICTED]] Closed.[^1]\n\n2. [[RESTRICTED]] Shut.[^1]\n\n[^1]: Noted.", "(R)")]
    [InlineData("1. [[RESTRICTED]] Closed.[^1]\n\n2. Open.[^1]\n\n[^1]: Noted.", "(U · KOR)")]
    [InlineData(
        "1. [[RESTRICTED // REL TO KOR]] Closed.[^1]\n\n2. [[RESTRICTED]] Shut.[^1]\n\n[^1]: Noted.",
        "(U · KOR)"
    )]
    [InlineData("1. [[RESTRICTED]] Closed.[^1]\n\n[^1]: See[^2].\n\n[^2]: Noted[^1].", "(R)")]
    public async Task a_footnote_has_the_mark_that_all_who_refer_to_it_have(string text, string sign)
    {
        var original = await ReleasedAsync(text);

        var page = await Browser.TextAsync($"/dispatches/{original}");

        WebUtility.HtmlDecode(page.Split("<span class=\"mark\"")[^1]).ShouldContain($">{sign}</span>");
    }

    [Fact]
    public async Task a_footnote_adds_no_label_to_a_version_beside_the_paragraphs_that_refer_to_it()
    {
        var original = await ReleasedAsync(
            "1. [[RESTRICTED // REL TO KOR]] Closed.[^1]\n\n2. [[UNCLASSIFIED]] Ours.[^1]\n\n[^1]: Noted."
        );

        var version = await ApprovedAsync(original);

        var label = (await Anna.GetAsync($"/dispatches/{version}"))["label"]!;
        label.ShouldContain("RESTRICTED");
        label.ShouldContain("KOR");
    }

    [Fact]
    public async Task who_may_have_the_highest_paragraph_and_not_a_lower_one_does_not_get_the_dispatch()
    {
        await Both.ClearMinistryAsync("RESTRICTED");

        var original = await ReleasedAsync("1. Open.\n\n2. [[RESTRICTED // REL TO KOR]] Closed.");

        (await Anna.GetAsync($"/dispatches/{original}"))["audience"]!.ShouldNotContain(Kim.Post.ToString());
        (
            await Anna.PostAsync($"/dispatches/{original}/forward", new { to = new[] { Kim.Post.ToString() } })
        ).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task an_author_is_told_who_gets_no_paragraph_and_that_a_version_can_be_made()
    {
        var draft = await Anna.PostAsync("/dispatches", Dispatch(Text, release: false));

        var page = await Browser.TextAsync($"/dispatches/{draft["id"]}/edit");

        page.ShouldContain("Not for it: Paragraph 2, Note");
        page.ShouldContain("a releasable version can be made for it");
    }

    [Theory]
    [InlineData("2. Office kim is\nslow.", true)]
    [InlineData("2. OFFICE KIM is slow.", true)]
    [InlineData("2. Office kimono is slow.", false)]
    [InlineData("2. The office is slow.", false)]
    public async Task an_author_is_warned_of_a_paragraph_about_somebody_who_would_receive_it(
        string paragraph,
        bool warned
    )
    {
        var draft = await Anna.PostAsync("/dispatches", Dispatch($"1. Berths.\n\n{paragraph}", release: false));

        var page = await Browser.TextAsync($"/dispatches/{draft["id"]}/edit");

        page.Contains("Paragraph 2 is about ", StringComparison.Ordinal).ShouldBe(warned);
        page.ShouldNotContain("Paragraph 1 is about");
        Strings(draft, "warnings").Count.ShouldBe(warned ? 1 : 0);
    }

    [Fact]
    public async Task a_paragraph_about_somebody_who_would_not_receive_it_is_no_matter()
    {
        var draft = await Anna.PostAsync(
            "/dispatches",
            Dispatch("1. [[UNCLASSIFIED]] Office kim is slow.", release: false)
        );

        (await Browser.TextAsync($"/dispatches/{draft["id"]}/edit")).ShouldNotContain("is about ");
    }
}
