using System.Net;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>The page on which a releasable version is made: one form, in which no edit is lost.</summary>
public sealed class ReleasablePageTests : IAsyncLifetime
{
    private const string Text =
        "1. The ministry called.\n\n2. [[RESTRICTED // REL TO KOR]] It wants the quay.\n\n3. [[ALLIANCE UNCLASSIFIED]] Ours.";

    private const string ForKim = "1. The ministry called.\n\n2. [[RESTRICTED // REL TO KOR]] It wants the quay.";

    private Neighbours both = null!;
    private Browser browser = null!;
    private RecordId lee;
    private string original = "";

    public async ValueTask InitializeAsync()
    {
        both = await Neighbours.StartAsync();
        lee = await both.JoinAsync("lee", "UNCLASSIFIED");
        browser = both.Here.Browse();
        await browser.SignInAsync("anna", TestNode.Password);
        original = await ReleasedAsync();
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return both.DisposeAsync();
    }

    [Fact]
    public async Task a_text_that_nobody_changed_is_made_anew_for_other_addressees()
    {
        var form = await OpenAsync();
        TextOf(form).ShouldBe(ForKim);

        var (page, after) = await LeaveOutAsync(form, text: null, both.Kim.Post, lee);

        TextOf(after).ShouldBe("1. The ministry called.");
        page.ShouldContain("made anew for those whom you have chosen now");
    }

    [Fact]
    public async Task a_text_that_was_changed_is_kept_and_says_what_of_it_they_may_not_have()
    {
        var typed = $"{ForKim}\r\n\r\n3. My own words.";

        var (page, after) = await LeaveOutAsync(await OpenAsync(), typed, both.Kim.Post, lee);

        TextOf(after).ShouldBe(typed.ReplaceLineEndings("\n"));
        page.ShouldContain("Your text is kept as you changed it, but not all of it is for those");
        page.ShouldContain("Paragraph 2 of your text is Paragraph 2 of the dispatch.");
        page.ShouldContain("Paragraph 2 of your text is marked RESTRICTED // REL TO KOR.");
    }

    [Fact]
    public async Task what_was_typed_stays_when_nobody_is_chosen()
    {
        var (page, after) = await LeaveOutAsync(await OpenAsync(), "1. My own words.");

        TextOf(after).ShouldBe("1. My own words.");
        page.ShouldContain("Choose whom the version is for.");
    }

    [Fact]
    public async Task nobody_sends_a_text_that_he_has_not_seen_as_it_is_for_those_whom_he_chose()
    {
        var form = await OpenAsync();
        (string, string)[] sent =
        [
            ("Form.For", both.Kim.Post.ToString()),
            ("Form.For", lee.ToString()),
            ("Form.Reason", "They ask."),
            ("Form.Act", "send"),
        ];

        var held = await browser.PostAsync($"/dispatches/{original}/releasable", form.Filled(sent));

        held.StatusCode.ShouldBe(HttpStatusCode.OK);
        var seen = await PageForm.ReadAsync(held, "releasable");
        TextOf(seen).ShouldBe("1. The ministry called.");
        var done = await browser.PostAsync($"/dispatches/{original}/releasable", seen.Filled(("Form.Act", "send")));
        done.Headers.Location!.ToString().ShouldContain("done=proposed");
    }

    [Fact]
    public async Task a_returned_version_leads_to_the_form_with_all_that_was_proposed()
    {
        var content = new
        {
            @for = new[] { lee.ToString() },
            subject = "For Lee",
            text = "1. Mine.",
            reason = "They ask.",
        };
        var proposal = (await both.Anna.PostAsync($"/dispatches/{original}/releasable", content))["id"];
        await both.Bo.PostAsync($"/proposals/{proposal}/return", new { reason = "Say more." });
        var address = $"/dispatches/{original}/releasable?proposal={proposal}";
        (await browser.TextAsync($"/dispatches/proposals/{proposal}")).ShouldContain($"href=\"{address}\"");

        var form = await browser.FormAsync(address, "releasable");

        TextOf(form).ShouldBe("1. Mine.");
        form.Find("input[name='Form.Subject']")!.GetAttribute("value").ShouldBe("For Lee");
        form.Find("input[name='Form.For'][checked]")!.GetAttribute("value").ShouldBe(lee.ToString());
        form.Find("textarea[name='Form.Reason']")!.TextContent.Trim().ShouldBe("They ask.");
        (await browser.TextAsync(address)).ShouldContain("Say more.");
    }

    [Fact]
    public async Task the_page_says_which_label_the_version_has_for_those_chosen()
    {
        var form = await OpenAsync();
        LabelOn(await browser.TextAsync($"/dispatches/{original}/releasable")).ShouldContain("RESTRICTED");

        var (page, _) = await LeaveOutAsync(form, text: null, lee);

        LabelOn(page).ShouldContain("UNCLASSIFIED");
    }

    private static string LabelOn(string page) => page.Split("Its label:")[1].Split("</p>")[0];

    private Task<PageForm> OpenAsync() => browser.FormAsync($"/dispatches/{original}/releasable", "releasable");

    private async Task<(string Page, PageForm Form)> LeaveOutAsync(
        PageForm form,
        string? text,
        params RecordId[] chosen
    )
    {
        (string, string)[] filled =
        [
            .. chosen.Select(party => ("Form.For", party.ToString())),
            .. text is null ? Array.Empty<(string, string)>() : [("Form.Text", text)],
            ("Form.Act", "leave-out"),
        ];
        var answer = await browser.PostAsync($"/dispatches/{original}/releasable", form.Without("Form.For", filled));
        return (await answer.Content.ReadAsStringAsync(), await PageForm.ReadAsync(answer, "releasable"));
    }

    private static string TextOf(PageForm form) =>
        form.Find("textarea[name='Form.Text']")!.TextContent.ReplaceLineEndings("\n").Trim('\n');

    private async Task<string> ReleasedAsync()
    {
        var released = await both.Anna.PostAsync(
            "/dispatches",
            new
            {
                subject = "Berths",
                text = Text,
                action = new[] { both.Bo.Post.ToString() },
                info = new[] { both.Kim.Post.ToString() },
                label = new
                {
                    policy = "LEGATION-DEMO",
                    classification = "UNCLASSIFIED",
                    categories = new { releasableTo = new[] { "ALLIANCE", "KOR" } },
                },
                release = true,
            }
        );
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }
}
