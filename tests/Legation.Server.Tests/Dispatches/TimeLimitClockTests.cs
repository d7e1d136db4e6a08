using Legation.Records;
using Legation.Records.Alarms;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>The office's time is measured by a clock that can be set, at a node that can stop.</summary>
public sealed class TimeLimitClockTests : IAsyncLifetime
{
    private const int NotEnded = 4102;
    private static readonly TimeSpan FiveYears = TimeSpan.FromDays(5 * 365);
    private static readonly TimeSpan ThreeHours = TimeSpan.FromHours(3);
    private readonly TimeLimitNetwork limited = new();

    private RouteNetwork Network => limited.Network;

    public async ValueTask InitializeAsync()
    {
        await limited.InitializeAsync();
        await limited.RuleAsync();
    }

    public ValueTask DisposeAsync() => limited.DisposeAsync();

    [Fact]
    public async Task a_clock_that_is_set_forward_five_years_lets_nothing_go_on()
    {
        var id = await limited.WaitingAsync("Clock");

        Network.Office.Clock.Shift += FiveYears;

        await Eventually.UntilAsync(() =>
            Network.Office.Get<IAlarms>().Present().Count(alarm => alarm.Notice.What == "clock-skew") == 2
        );
        var later = await Network.ReleasedAsync(Network.Report("While clocks differ"));
        await Eventually.UntilAsync(async () =>
            await Network.Office.Get<Ledger>().RunAsync(t => t.IsHere(RecordId.Parse(later)))
        );
        // Put right, it counts again, and what came meanwhile has its whole time.
        Network.Office.Clock.Shift -= FiveYears;
        await Network.ClocksAgreeAsync();
        foreach (var rests in new[] { id, later })
            (await Network.Mette.GetAsync($"/dispatches/{rests}"))["status"].ShouldBe("awaiting-clearance");
        await limited.HasBegunAsync(later);
        await Network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);
        foreach (var gone in new[] { id, later })
            (await RouteNetwork.ArrivesAsync(Network.Lea, gone))["notClearedWithin"].ShouldBe("15");
    }

    [Fact]
    public async Task an_office_that_is_down_when_the_time_ends_lets_it_go_on_once_when_it_starts()
    {
        var id = await limited.WaitingAsync("Down");
        await Network.Office.StopAsync();
        Network.TimePasses(TimeLimitNetwork.Limit);

        await Network.Office.StartAgainAsync();

        (await RouteNetwork.ArrivesAsync(Network.Lea, id))["notClearedWithin"].ShouldBe("15");
        await Network.Office.RestartAsync();
        await Network.ClocksAgreeAsync();
        // A second lapse of it would come before that of what rests later.
        var later = await limited.WaitingAsync("Later");
        await Network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);
        await RouteNetwork.ArrivesAsync(Network.Lea, later);
        TimeLimitNetwork
            .StepsOf(await Network.Lea.GetAsync($"/dispatches/{id}"))
            .Count(step => step == "lapsed")
            .ShouldBe(1);
    }

    [Fact]
    public async Task what_came_to_rest_while_all_clocks_were_ahead_goes_on_in_its_time_once_they_are_right()
    {
        await SetAllAsync(ThreeHours);
        var id = await limited.WaitingAsync("Ahead");

        await SetAllAsync(-ThreeHours);

        await limited.HasBegunAsync(id);
        (await Network.Mette.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("awaiting-clearance");
        // The first look at the clock that is right begins the term anew.
        var later = await limited.WaitingAsync("After it");
        await Network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);
        foreach (var gone in new[] { id, later })
            (await RouteNetwork.ArrivesAsync(Network.Lea, gone))["notClearedWithin"].ShouldBe("15");
    }

    private async Task SetAllAsync(TimeSpan shift)
    {
        foreach (var node in new[] { Network.Headquarters, Network.Office, Network.Post })
            node.Clock.Shift += shift;
        await Network.ClocksAgreeAsync();
    }

    [Fact]
    public async Task a_term_that_cannot_be_read_keeps_no_other_from_ending()
    {
        await BreakTermAsync();
        var id = await limited.WaitingAsync("Beside it");

        await Network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);

        (await RouteNetwork.ArrivesAsync(Network.Lea, id))["notClearedWithin"].ShouldBe("15");
    }

    [Fact]
    public async Task a_term_that_fails_again_and_again_is_logged_when_it_begins_to_and_when_it_fails_otherwise()
    {
        var heard = HeardLog.Of(Network.Office);
        await BreakTermAsync();
        await Eventually.UntilAsync(() => heard.Count(NotEnded) > 0);
        // Each begins with a further look at all terms.
        await limited.WaitingAsync("A round");
        await limited.WaitingAsync("Another");
        heard.Count(NotEnded).ShouldBe(1);

        await Network
            .Office.Get<Ledger>()
            .RunAsync(t => t.Execute("UPDATE dispatch_term SET dispatch = $1 WHERE seq = 1", new byte[] { 1 }));

        await Eventually.UntilAsync(() => heard.Count(NotEnded) == 2);
    }

    private Task<int> BreakTermAsync() =>
        Network
            .Office.Get<Ledger>()
            .RunAsync(t =>
                t.Execute(
                    "INSERT INTO dispatch_term (seq, dispatch, since, due, spent) VALUES (1, $1, $2, 0, 0)",
                    RecordId.New("dispatch", DateTimeOffset.UnixEpoch).ToBytes(),
                    long.MaxValue
                )
            );
}
