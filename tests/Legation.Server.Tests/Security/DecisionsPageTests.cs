using System.Net;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Security;

/// <summary>What the journal has of decisions: found by node, record, kind and day, and as a table.</summary>
public sealed class DecisionsPageTests : IAsyncLifetime
{
    private const string Page = "/security/decisions";
    private const string NotForYou = "A record that is not for you.";
    private readonly RecordId peer = RecordId.New("node", TimeProvider.System.GetUtcNow());
    private TestNode node = null!;
    private Browser officer = null!;
    private Officer bo = null!;
    private RecordId hidden;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        await node.AddUserAsync("officer", Duties.Secure);
        bo = (await node.StaffAsync("bo"))[0];
        hidden = RecordId.Parse(await bo.ReleaseAsync(bo.Post, "Berthing fees"));
        await DecidedAsync(peer, released: [bo.Post, hidden]);
        await DecidedAsync(RecordId.New("node", node.Clock.GetUtcNow()), held: [hidden]);
        officer = node.Browse();
        await officer.SignInAsync("officer", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        officer.Dispose();
        return node.DisposeAsync();
    }

    [Fact]
    public async Task entries_are_found_by_the_other_node()
    {
        (await officer.TextAsync(Page)).ShouldContain(NotForYou);
        var page = await officer.TextAsync($"{Page}?node={peer}");
        page.ShouldContain("2 records released");
        page.ShouldNotContain(NotForYou);
    }

    [Fact]
    public async Task entries_are_found_by_a_record_also_among_what_was_only_counted()
    {
        var page = await officer.TextAsync($"{Page}?record={bo.Post}");
        page.ShouldContain($"href=\"/records/{bo.Post}\">Desk, Office bo</a>: released");
        page.ShouldNotContain(NotForYou);
    }

    [Fact]
    public async Task a_record_that_is_not_for_the_officer_is_found_as_little_as_one_that_is_not_there()
    {
        var unknown = RecordId.New("dispatch", node.Clock.GetUtcNow());
        var page = await officer.TextAsync($"{Page}?record={hidden}");
        page.ShouldContain("The journal has no such entry.");
        Browser
            .MainOf(page)
            .ShouldBe(
                Browser.MainOf(await officer.TextAsync($"{Page}?record={unknown}")).Replace($"{unknown}", $"{hidden}")
            );
    }

    [Fact]
    public async Task entries_are_found_by_kind_where_a_record_of_it_is_for_the_officer()
    {
        (await officer.TextAsync($"{Page}?kind=post")).ShouldContain("Desk, Office bo</a>: released");
        (await officer.TextAsync($"{Page}?kind=dispatch")).ShouldContain("The journal has no such entry.");
    }

    [Fact]
    public async Task entries_are_found_by_day_in_the_zone_of_the_node()
    {
        (await officer.TextAsync($"{Page}?from=2001-01-01&to=2001-12-31")).ShouldContain("no such entry");
        (await officer.TextAsync($"{Page}?from=2001-01-01")).ShouldContain("2 records released");
        var wrong = await officer.TextAsync($"{Page}?from=yesterday&record=what");
        wrong.ShouldContain("Write the day as 2026-11-24.");
        wrong.ShouldContain("value=\"what\"");
    }

    [Fact]
    public async Task the_text_that_an_act_was_about_is_not_told_and_its_record_only_to_who_may_have_it()
    {
        var act = new
        {
            what = "proposed",
            by = "anna",
            dispatch = hidden,
            content = "words of a draft",
        };
        await node.Get<Ledger>().RunAsync(t => t.Note(EntryType.AdministrativeAct, act));
        var page = await officer.TextAsync($"{Page}?show=acts");
        page.ShouldContain("Proposed");
        page.ShouldContain("by: anna");
        page.ShouldContain(NotForYou);
        page.ShouldNotContain("words of a draft");
        page.ShouldNotContain(hidden.ToString());
    }

    [Fact]
    public async Task the_table_has_what_the_page_shows()
    {
        var file = await officer.OpenAsync($"{Page}.csv?record={bo.Post}");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await file.Content.ReadAsStringAsync()).Trim().Split("\r\n");
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain($"{bo.Post},\"EXERCISE");
        lines[1].ShouldEndWith("released");
    }

    [Fact]
    public async Task for_everybody_else_there_is_no_table()
    {
        using var other = node.Browse();
        await other.SignInAsync("bo", TestNode.Password);
        (await other.OpenAsync($"{Page}.csv")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_long_list_is_paged_without_a_gap()
    {
        for (var i = 0; i < 60; i++)
            await DecidedAsync(peer, released: [bo.Post]);
        var first = await officer.TextAsync($"{Page}?record={bo.Post}&show=released");
        var next = first.Split("rel=\"next\"")[0].Split("<a href=\"")[^1].Split('"')[0].Replace("&amp;", "&");
        var second = await officer.TextAsync(next);
        (Entries(first) + Entries(second)).ShouldBe(61);
        second.ShouldContain("First page");
    }

    [Fact]
    public async Task what_a_peer_did_not_take_is_listed_on_both_sides_with_its_code()
    {
        await using var other = await TestNode.StartAsync();
        await other.AddUserAsync("officer", Duties.Secure);
        var refused = await LinkedAsync(other);
        await RealNetwork.UntilAsync(
            "the receipt is in",
            async () => (await officer.TextAsync($"{Page}?show=refused")).Contains("1 record not taken")
        );
        var page = await officer.TextAsync($"{Page}?show=refused");
        page.ShouldContain("By Liaison Office Test: 1 record not taken");
        page.ShouldContain($"{refused}</a>: policy-audience");
        using var there = other.Browse();
        await there.SignInAsync("officer", TestNode.Password);
        var shown = await there.TextAsync($"{Page}?show=refused&node={node.Host.Folder.Description.Id}");
        shown.ShouldContain("From Liaison Office Test: 1 record not taken");
        shown.ShouldContain("on the lane system: policy-audience");
        shown.ShouldNotContain(refused.ToString());
    }

    // A policy that is not for everyone is not admitted anywhere.
    private async Task<RecordId> LinkedAsync(TestNode other)
    {
        var least = ClearanceText.Least(ShippedPolicies.LegationDemo);
        foreach (var (one, its) in new[] { (node, other), (other, node) })
        {
            var card = (await one.Get<NodeCards>().AcceptAsync(its.Get<NodeCards>().Own(), least)).Value;
            (await one.Get<Links>().AddAsync(card.Node, carriesTheRest: false)).Refusal.ShouldBeNull();
        }
        var dispatch = (await node.Get<Ledger>().RunAsync(t => t.Current(hidden)))!;
        using var stream = typeof(ShippedPolicies).Assembly.GetManifestResourceStream("legation-demo.json")!;
        var maker = node.Get<RecordMaker>();
        var record = maker.First(
            maker.NewId("policy"),
            new RecordIntent(
                dispatch.Header.Author,
                dispatch.Header.Label,
                [other.Host.Folder.Description.Id, node.Host.Folder.Description.Organisation]
            ),
            System.Text.Json.Nodes.JsonNode.Parse(stream)!
        );
        (await node.Get<Ledger>().CommitAsync(record)).Refusal.ShouldBeNull();
        return record.Header.Id;
    }

    private async Task DecidedAsync(RecordId to, RecordId[]? released = null, RecordId[]? held = null) =>
        await node.Get<Ledger>()
            .RunAsync(t =>
                t.Note(
                    EntryType.ReleaseDecision,
                    new
                    {
                        act = "release",
                        peer = to,
                        released = (released ?? []).Select(id => t.CurrentApplied(id)!.Seq),
                        held = (held ?? []).Select(id => new
                        {
                            seq = t.CurrentApplied(id)!.Seq,
                            why = "a reason kept",
                        }),
                    }
                )
            );

    private static int Entries(string page) =>
        page.Split("record released").Length - 1 + page.Split("records released").Length - 1;
}
