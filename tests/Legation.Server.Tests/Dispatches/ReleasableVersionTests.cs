using System.Net;
using System.Text.Json;
using Legation.Records;
using Legation.Server.Tests.Hosting;
using static System.Text.Encoding;

namespace Legation.Server.Tests.Dispatches;

/// <summary>An office gives a ministry the part of a dispatch that it may have, and nothing of the rest.</summary>
public sealed class ReleasableVersionTests : IAsyncLifetime
{
    private const string Text =
        "1. The ministry called.\n\n2. [[ALLIANCE UNCLASSIFIED]] It is in two minds about the quay.[^1]\n\n3. We agreed on berths.\n\n[^1]: Its minister said so.\n";

    private Neighbours both = null!;
    private Browser browser = null!;

    private Officer Anna => both.Anna;

    private Officer Bo => both.Bo;

    private Officer Kim => both.Kim;

    public async ValueTask InitializeAsync()
    {
        both = await Neighbours.StartAsync();
        browser = both.Here.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return both.DisposeAsync();
    }

    [Fact]
    public async Task the_preview_leaves_out_what_the_ministry_may_not_have_and_numbers_the_rest()
    {
        var original = await ReleasedAsync();

        var preview = await Anna.GetAsync($"/dispatches/{original}/releasable");

        preview["text"].ShouldBe("1. The ministry called.\n\n2. We agreed on berths.");
        Strings(preview, "leftOut").ShouldBe(["Paragraph 2", "Note “Its minister said so.”"]);
        Strings(preview, "for").ShouldBe([Kim.Post.ToString()]);
    }

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

        var page = await browser.TextAsync($"/dispatches/{original}");

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
    public async Task what_two_persons_let_go_reaches_the_ministry_and_nothing_else_does()
    {
        var original = await ReleasedAsync();
        var version = await ApprovedAsync(original);

        await both.ArrivesAsync(version);

        var read = await Kim.GetAsync($"/dispatches/{version}");
        read["text"].ShouldBe("1. The ministry called.\n\n2. We agreed on berths.");
        read["fromId"].ShouldBe(Anna.Post.ToString());
        read["number"]!.ShouldEndWith("/0001");
        (await Kim.GetAsync($"/dispatches/{original}")).Status.ShouldBe(HttpStatusCode.NotFound);
        ItemsOf(await Kim.GetAsync("/dispatches?box=inbox")).Count.ShouldBe(1);
        ItemsOf(await Kim.GetAsync("/dispatches?box=inbox&q=minds")).ShouldBeEmpty();
        var hidden = new[] { original, Latin1.GetString(RecordId.Parse(original).ToBytes()), "two minds" };
        JournalOf(both.Here).Count(text => hidden.Any(text.Contains)).ShouldBeGreaterThan(1);
        JournalOf(both.There).ShouldNotContain(text => hidden.Any(text.Contains));
    }

    [Fact]
    public async Task who_has_the_dispatch_is_told_for_whom_a_version_was_made_and_by_whom()
    {
        var original = await ReleasedAsync();
        var version = await ApprovedAsync(original);

        var track = (await Bo.GetAsync($"/dispatches/{original}"))["track"]!;

        track.ShouldContain("made-releasable");
        track.ShouldContain("Desk, Office kim");
        var page = await browser.TextAsync($"/dispatches/{original}");
        page.ShouldContain("Releasable version approved by");
        page.ShouldContain($"href=\"/dispatches/{version}\"");
    }

    [Fact]
    public async Task the_page_of_a_version_names_the_dispatch_to_those_who_have_both()
    {
        var original = await ReleasedAsync();
        var version = await ApprovedAsync(original);
        await both.ArrivesAsync(version);
        using var kim = both.There.Browse();
        await kim.SignInAsync("kim", TestNode.Password);

        var page = await browser.TextAsync($"/dispatches/{version}");

        page.ShouldContain("Releasable version of:");
        page.ShouldContain($"href=\"/dispatches/{original}\"");
        (await kim.TextAsync($"/dispatches/{version}")).ShouldNotContain("eleasable version");
    }

    [Fact]
    public async Task who_may_not_have_the_dispatch_finds_on_the_same_node_no_trace_of_it()
    {
        var original = await ReleasedAsync(
            "1. Open.\n\n2. [[RESTRICTED // REL TO ALLIANCE]] Closed.\n\n3. [[ALLIANCE UNCLASSIFIED]] Ours."
        );
        var version = await ApprovedAsync(original);
        (await browser.TextAsync($"/dispatches/{version}")).ShouldContain("Releasable version of:");

        await both
            .Here.Get<Legation.Server.Accounts.AccountRegister>()
            .SetClearanceAsync("anna", DemoLabels.Clearance("UNCLASSIFIED"), "officer");

        (await Anna.GetAsync($"/dispatches/{original}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await browser.TextAsync($"/dispatches/{version}");
        page.ShouldContain("Open.");
        page.ShouldNotContain("eleasable version");
        page.ShouldNotContain(original);
        (await browser.TextAsync("/find?q=Closed")).ShouldNotContain(original);
    }

    [Fact]
    public async Task the_number_of_a_version_is_told_to_who_has_it_alone()
    {
        var original = await ReleasedAsync();
        var version = await ApprovedAsync(original);
        var number = (await Anna.GetAsync($"/dispatches/{version}"))["number"]!;

        (await Anna.GetAsync($"/dispatches/{original}"))["track"]!.ShouldContain(number);
        (await Bo.GetAsync($"/dispatches/{original}"))["track"]!.ShouldNotContain(number);
        JournalOf(both.Here).Count(text => text.Contains(number, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task on_a_link_that_works_nothing_is_said_against_it()
    {
        var version = await ApprovedAsync(await ReleasedAsync());

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var track = ""; !track.Contains("Reached", StringComparison.Ordinal); )
        {
            patience.Token.ThrowIfCancellationRequested();
            track = (await browser.TextAsync($"/dispatches/{version}")).Split("class=\"track\"")[1].Split("</ol>")[0];
            track.ShouldNotContain("line");
        }
    }

    [Fact]
    public async Task the_version_itself_bears_no_trace_of_the_dispatch()
    {
        var original = await ReleasedAsync();
        var version = await ApprovedAsync(original);

        var read = (await Anna.GetAsync($"/dispatches/{version}")).Body.ToString();

        read.ShouldNotContain(original);
        read.ShouldNotContain((await Anna.GetAsync($"/dispatches/{original}"))["number"]!);
        read.ShouldNotContain(Bo.Post.ToString());
    }

    [Fact]
    public async Task nobody_lets_go_what_he_proposed_himself()
    {
        await both
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
    public async Task who_relabels_the_dispatch_is_told_of_the_versions_that_he_may_have()
    {
        var original = await ReleasedAsync();
        await ApprovedAsync(original);
        var label = new
        {
            policy = "LEGATION-DEMO",
            classification = "UNCLASSIFIED",
            categories = new { releasableTo = new[] { "ALLIANCE", "JPN" } },
        };
        var proposal = (await Anna.PostAsync($"/dispatches/{original}/relabel", new { label, reason = "They ask." }))[
            "id"
        ];

        var anna = (await Anna.GetAsync($"/proposals/{proposal}"))["facts"]!;
        var bo = (await Bo.GetAsync($"/proposals/{proposal}"))["facts"]!;

        anna.ShouldContain("A releasable version was made for Desk, Office kim; it keeps its own label.");
        bo.ShouldContain("Paragraph 2 was marked ALLIANCE UNCLASSIFIED, which keeps out readers");
        bo.ShouldNotContain("A releasable version was made");
    }

    [Fact]
    public async Task the_original_is_not_forwarded_to_whom_a_version_was_made_for()
    {
        var original = await ReleasedAsync();
        await ApprovedAsync(original);

        var refused = await Anna.PostAsync(
            $"/dispatches/{original}/forward",
            new { to = new[] { Kim.Post.ToString() } }
        );

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task who_may_have_the_highest_paragraph_and_not_a_lower_one_does_not_get_the_dispatch()
    {
        await both.ClearMinistryAsync("RESTRICTED");

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

        var page = await browser.TextAsync($"/dispatches/{draft["id"]}/edit");

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

        var page = await browser.TextAsync($"/dispatches/{draft["id"]}/edit");

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

        (await browser.TextAsync($"/dispatches/{draft["id"]}/edit")).ShouldNotContain("is about ");
    }

    [Fact]
    public async Task the_page_makes_and_proposes_a_version_without_script()
    {
        var original = await ReleasedAsync();
        (await browser.TextAsync($"/dispatches/{original}")).ShouldContain("One addressee did not get it");

        var form = await PageForm.ReadAsync(
            await browser.OpenAsync($"/dispatches/{original}/releasable"),
            "releasable"
        );
        form.Find("textarea[name='Form.Text']")!
            .TextContent.Trim()
            .ShouldBe("1. The ministry called.\n\n2. We agreed on berths.");
        var refused = await browser.PostAsync(
            $"/dispatches/{original}/releasable",
            form.Filled(("Form.Text", "1. Kept as typed."), ("Form.Act", "send"))
        );
        (await refused.Content.ReadAsStringAsync()).ShouldContain("1. Kept as typed.");
        var done = await browser.PostAsync(
            $"/dispatches/{original}/releasable",
            form.Filled(("Form.Reason", "They ask."), ("Form.Act", "send"))
        );
        done.Headers.Location!.ToString().ShouldContain("done=proposed");
    }

    private async Task<string> ReleasedAsync(string text = Text, string releasableTo = "KOR", string? to = null)
    {
        var released = await Anna.PostAsync("/dispatches", Dispatch(text, releasableTo, to));
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    private object Dispatch(string text, string releasableTo = "KOR", string? to = null, bool release = true) =>
        new
        {
            subject = "Berths",
            text,
            action = new[] { to ?? Bo.Post.ToString() },
            info = new[] { Kim.Post.ToString() },
            label = new
            {
                policy = "LEGATION-DEMO",
                classification = "UNCLASSIFIED",
                categories = new { releasableTo = new[] { "ALLIANCE", releasableTo }.Distinct() },
            },
            release,
        };

    private async Task<string> ProposedAsync(string original, string? text = null)
    {
        var proposed = await Anna.PostAsync($"/dispatches/{original}/releasable", new { text, reason = "They ask." });
        proposed.Status.ShouldBe(HttpStatusCode.Created, proposed.Body.ToString());
        return proposed["id"]!;
    }

    private async Task<string> ApprovedAsync(string original)
    {
        var approved = await Bo.PostAsync($"/proposals/{await ProposedAsync(original)}/approve", new { });
        approved.Status.ShouldBe(HttpStatusCode.OK, approved.Body.ToString());
        return approved["id"]!;
    }

    private static List<string> JournalOf(TestNode node)
    {
        using var session = node.Get<Legation.Records.Storage.IRecordStore>().OpenReader();
        return
        [
            .. session.Query(
                "SELECT content FROM journal UNION ALL SELECT body FROM journal WHERE body IS NOT NULL",
                r => Latin1.GetString((byte[])r.GetValue(0))
            ),
        ];
    }

    private static List<JsonElement> ItemsOf(Answered answer) => [.. answer.Body.GetProperty("items").EnumerateArray()];

    private static List<string?> Strings(Answered answer, string name) =>
        [.. answer.Body.GetProperty(name).EnumerateArray().Select(item => item.GetString())];
}
