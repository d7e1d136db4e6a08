using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>A dispatch rests at the office while a post moves from one office to another.</summary>
public sealed class TimeLimitMoveTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly TimeLimitNetwork limited = new();

    private RouteNetwork Network => limited.Network;

    public async ValueTask InitializeAsync() => await limited.InitializeAsync();

    public ValueTask DisposeAsync() => limited.DisposeAsync();

    [Fact]
    public async Task the_time_is_that_of_the_office_to_which_the_sender_has_moved()
    {
        var before = OfficeOf(Network.Post, Network.Anneke.Post);
        var after = await EnterOfficeAsync(Network.Post);
        await Eventually.UntilAsync(async () =>
            await Network.Headquarters.Get<Ledger>().RunAsync(t => t.IsHere(after))
        );
        await Network.RuleAsync(
            new DirectoryDocument { Routes = [Route(before, minutes: 15), Route(after, minutes: 60)] }
        );
        var id = await limited.WaitingAsync("On the move");

        await MoveAsync(Network.Post, Network.Anneke, after, told: Network.Office);

        await TimeLimitNetwork.UntilAsync(
            Network.Mette,
            id,
            d =>
                d.Body.GetProperty("clearBy") is { ValueKind: JsonValueKind.String } by
                && by.GetDateTimeOffset() > Network.Office.Clock.GetUtcNow() + (Hour / 2)
        );
        await Network.AgreedTimePassesAsync(Hour);
        (await RouteNetwork.ArrivesAsync(Network.Lea, id))["notClearedWithin"].ShouldBe("60");
    }

    [Fact]
    public async Task it_goes_straight_on_where_no_route_leads_the_sender_through_an_office_any_more()
    {
        var before = OfficeOf(Network.Post, Network.Anneke.Post);
        var after = await EnterOfficeAsync(Network.Post);
        await Network.RuleAsync(new DirectoryDocument { Routes = [Route(before, minutes: 15)] });
        var id = await limited.WaitingAsync("Free");

        await MoveAsync(Network.Post, Network.Anneke, after, told: Network.Headquarters);

        (await RouteNetwork.ArrivesAsync(Network.Lea, id))["notClearedWithin"].ShouldBe("");
        await Network.AgreedTimePassesAsync(Hour);
        (await OpenTermsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task it_does_not_pass_to_a_deputy_who_has_left_the_office()
    {
        await limited.RuleAsync(deputies: [limited.Ole.Post]);
        var id = await limited.WaitingAsync("Left");

        await MoveAsync(Network.Office, limited.Ole, await EnterOfficeAsync(Network.Office), told: Network.Office);
        await Network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);

        (await RouteNetwork.ArrivesAsync(Network.Lea, id))["notClearedWithin"].ShouldBe("15");
    }

    private RouteLine Route(RecordId sender, int minutes) =>
        Network.Route(Network.OfficeId.ToString()) with
        {
            Sender = sender.ToString(),
            Limits = new ClearanceLimits(Routine: minutes),
        };

    private static RecordId OfficeOf(TestNode node, RecordId post) =>
        node.Get<IPostDirectory>().PartiesOf(post).Single(party => party.Kind == "office");

    private static async Task<RecordId> EnterOfficeAsync(TestNode node) =>
        (
            await node.Get<DirectoryImport>()
                .RunAsync(new DirectoryDocument { Offices = [new OfficeLine("new", [new("New office", "en")])] })
        )
            .Value.Single()
            .Id;

    private static async Task MoveAsync(TestNode home, Officer officer, RecordId office, TestNode told)
    {
        var moved = await home.Get<DirectoryImport>()
            .RunAsync(
                new DirectoryDocument
                {
                    Offices = [new OfficeLine("new", [new("New office", "en")])],
                    Posts = [new PostLine("moved", "new", "Desk", officer.Post)],
                }
            );
        moved.Refusal.ShouldBeNull();
        await Eventually.UntilAsync(() => told.Get<IPostDirectory>().PartiesOf(officer.Post).Contains(office));
    }

    private Task<long> OpenTermsAsync() =>
        Network
            .Office.Get<Ledger>()
            .RunAsync(t => t.Query("SELECT COUNT(*) FROM dispatch_term", row => row.GetInt64(0)).Single());
}
