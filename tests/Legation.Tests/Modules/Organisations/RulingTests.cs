using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;
using Legation.Tests.Modules.Support;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Modules.Organisations;

/// <summary>Headquarters rules through which office a post's dispatches go, and rules otherwise later.</summary>
public sealed class RulingTests : IAsyncLifetime
{
    private static readonly Clearance All = new()
    {
        Policy = "LEGATION-DEMO",
        Classifications = ["UNCLASSIFIED", "RESTRICTED"],
        Categories = Drafts.Restricted.Categories,
    };

    private readonly Peer headquarters = new(1);
    private readonly Peer tokyo = new(2);
    private readonly Peer seoul = new(3);
    private readonly Peer ministry = new(4);
    private readonly ReceivingNode node;

    public RulingTests() => node = new ReceivingNode(headquarters, tokyo, seoul, ministry);

    public async ValueTask InitializeAsync()
    {
        await node.CommitAsync([.. headquarters.Directory]);
        await node.LearnAsync(tokyo, seoul);
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        foreach (var peer in new[] { headquarters, tokyo, seoul, ministry })
            peer.Dispose();
    }

    [Fact]
    public async Task a_route_takes_the_place_of_the_one_before()
    {
        (await RuleAsync(seoul.Post, tokyo.Office)).Change.ShouldBe(EntryChange.Entered);
        (await RuleAsync(seoul.Post, tokyo.Office)).Change.ShouldBe(EntryChange.WasThere);
        (await RuleAsync(seoul.Post, headquarters.Office)).Change.ShouldBe(EntryChange.Changed);

        Via(seoul.Post).ShouldBe(headquarters.Office);
        node.Get<IPostDirectory>().Routes().Count.ShouldBe(1);
    }

    [Fact]
    public async Task a_post_is_ruled_to_write_directly_although_its_office_reports_through_another()
    {
        await RuleAsync(seoul.Office, tokyo.Office);
        await RuleAsync(seoul.Post, null);

        Via(seoul.Post).ShouldBeNull();
        await node.ArriveAsync(seoul.Dispatch("Direct", headquarters.Post));
        node.Dispatches().ShouldBe(["Direct"]);
    }

    [Fact]
    public async Task the_newest_of_several_rulings_holds_for_screens_and_for_admission()
    {
        await RuleAsync(seoul.Post, tokyo.Office);
        node.Follow(ministry);
        await node.ArriveAsync(ministry.Route(seoul.Post, headquarters.Office));

        Via(seoul.Post).ShouldBe(headquarters.Office);
        await node.ArriveAsync(seoul.Dispatch("At its office", headquarters.Post));
        node.Dispatches().ShouldBe(["At its office"]);
    }

    [Theory]
    [InlineData("own post", "routes[0].sender")]
    [InlineData("unknown post", "routes[0].sender")]
    [InlineData("person", "routes[0].sender")]
    [InlineData("through an unknown office", "routes[0].via")]
    [InlineData("through a post", "routes[0].via")]
    public async Task a_route_that_could_not_work_is_refused(string what, string field)
    {
        var route = what switch
        {
            "own post" => Line(headquarters.Post, tokyo.Office),
            "unknown post" => Line(ministry.Post, tokyo.Office),
            "person" => Line(seoul.Person, tokyo.Office),
            "through an unknown office" => Line(seoul.Post, ministry.Office),
            _ => Line(seoul.Post, tokyo.Post),
        };

        var refused = await node.Get<DirectoryImport>().RunAsync(new DirectoryDocument { Routes = [route] });

        refused.Refusal.ShouldNotBeNull().Field.ShouldBe(field);
        node.Get<IPostDirectory>().Routes().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_route_that_a_peer_brings_leads_through_an_office() =>
        (await node.ArriveAsync(ministry.Route(seoul.Post, tokyo.Post)))
            .Refusal.ShouldNotBeNull()
            .Code.ShouldBe("unreadable-entry");

    [Fact]
    public async Task entries_that_waited_for_their_nodes_card_are_seen_once_it_is_accepted()
    {
        foreach (var entry in ministry.Directory)
            await node.Ledger.RunAsync(t => t.Take(entry, Arrival.HomeUnknown, tokyo.Id));
        View().Party(ministry.Post).ShouldBeNull();

        await node.Ledger.RunAsync(t =>
        {
            t.Note(EntryType.AdministrativeAct, new { act = "accept-card" });
            t.HomeAccepted(ministry.Id);
            return true;
        });

        View().Party(ministry.Post).ShouldNotBeNull();
    }

    private async Task<ImportedEntry> RuleAsync(RecordId sender, RecordId? via)
    {
        var document = new DirectoryDocument { Routes = [Line(sender, via)] };
        return (await node.Get<DirectoryImport>().RunAsync(document)).Value.Single();
    }

    private static RouteLine Line(RecordId sender, RecordId? via) =>
        new(sender.ToString(), via?.ToString() ?? RouteLine.Direct);

    private RecordId? Via(RecordId sender) => View().RouteOf(sender, about: null)?.Terms.Via;

    private DirectoryView View() =>
        node.Get<IDirectory>()
            .For(new Principal("anna", headquarters.Person, headquarters.Post, [Audiences.Everyone], All, Duties.None));
}
