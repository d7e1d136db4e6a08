using System.Net;
using Legation.Records;
using Legation.Server.Tests.Hosting;
using static System.Text.Encoding;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Who learns of a releasable version, and of the dispatch behind it.</summary>
public sealed class VersionSecrecyTests : PartsForAMinistry
{
    [Fact]
    public async Task what_two_persons_let_go_reaches_the_ministry_and_nothing_else_does()
    {
        var original = await ReleasedAsync();
        var version = await ApprovedAsync(original);

        await Both.ArrivesAsync(version);

        var read = await Kim.GetAsync($"/dispatches/{version}");
        read["text"].ShouldBe("1. The ministry called.\n\n2. We agreed on berths.");
        read["fromId"].ShouldBe(Anna.Post.ToString());
        read["number"]!.ShouldEndWith("/0001");
        (await Kim.GetAsync($"/dispatches/{original}")).Status.ShouldBe(HttpStatusCode.NotFound);
        ItemsOf(await Kim.GetAsync("/dispatches?box=inbox")).Count.ShouldBe(1);
        ItemsOf(await Kim.GetAsync("/dispatches?box=inbox&q=minds")).ShouldBeEmpty();
        var hidden = new[] { original, Latin1.GetString(RecordId.Parse(original).ToBytes()), "two minds" };
        JournalOf(Both.Here).Count(text => hidden.Any(text.Contains)).ShouldBeGreaterThan(1);
        JournalOf(Both.There).ShouldNotContain(text => hidden.Any(text.Contains));
    }

    [Fact]
    public async Task who_has_the_dispatch_is_told_for_whom_a_version_was_made_and_by_whom()
    {
        var original = await ReleasedAsync();
        var version = await ApprovedAsync(original);

        var track = (await Bo.GetAsync($"/dispatches/{original}"))["track"]!;

        track.ShouldContain("made-releasable");
        track.ShouldContain("Desk, Office kim");
        var page = await Browser.TextAsync($"/dispatches/{original}");
        page.ShouldContain("Releasable version approved by");
        page.ShouldContain($"href=\"/dispatches/{version}\"");
    }

    [Fact]
    public async Task the_page_of_a_version_names_the_dispatch_to_those_who_have_both()
    {
        var original = await ReleasedAsync();
        var version = await ApprovedAsync(original);
        await Both.ArrivesAsync(version);
        using var kim = Both.There.Browse();
        await kim.SignInAsync("kim", TestNode.Password);

        var page = await Browser.TextAsync($"/dispatches/{version}");

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
        (await Browser.TextAsync($"/dispatches/{version}")).ShouldContain("Releasable version of:");

        await Both
            .Here.Get<Legation.Server.Accounts.AccountRegister>()
            .SetClearanceAsync("anna", DemoLabels.Clearance("UNCLASSIFIED"), "officer");

        (await Anna.GetAsync($"/dispatches/{original}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await Browser.TextAsync($"/dispatches/{version}");
        page.ShouldContain("Open.");
        page.ShouldNotContain("eleasable version");
        page.ShouldNotContain(original);
        (await Browser.TextAsync("/find?q=Closed")).ShouldNotContain(original);
    }

    [Fact]
    public async Task the_number_of_a_version_is_told_to_who_has_it_alone()
    {
        var original = await ReleasedAsync();
        var version = await ApprovedAsync(original);
        var number = (await Anna.GetAsync($"/dispatches/{version}"))["number"]!;

        (await Anna.GetAsync($"/dispatches/{original}"))["track"]!.ShouldContain(number);
        (await Bo.GetAsync($"/dispatches/{original}"))["track"]!.ShouldNotContain(number);
        JournalOf(Both.Here).Count(text => text.Contains(number, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task on_a_link_that_works_nothing_is_said_against_it()
    {
        var version = await ApprovedAsync(await ReleasedAsync());

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var track = ""; !track.Contains("Reached", StringComparison.Ordinal); )
        {
            patience.Token.ThrowIfCancellationRequested();
            track = (await Browser.TextAsync($"/dispatches/{version}")).Split("class=\"track\"")[1].Split("</ol>")[0];
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
}
