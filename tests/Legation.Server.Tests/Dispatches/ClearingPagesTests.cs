using System.Net;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>More waits for an office's clearance than one page shows.</summary>
public sealed class ClearingPagesTests(RouteNetwork network) : IClassFixture<RouteNetwork>
{
    [Fact]
    public async Task who_clears_a_page_and_follows_it_misses_nothing()
    {
        await RuleAsync();
        var waiting = new List<string?>();
        foreach (var subject in new[] { "One", "Two", "Three", "Four" })
            waiting.Add(await WaitingAsync(subject, "immediate"));
        var cleared = new List<string?>();
        var page = await network.Mette.GetAsync("/dispatches?box=to-clear&limit=2");
        while (true)
        {
            foreach (var id in Ids(page).Where(waiting.Contains))
            {
                var answered = await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });
                answered.Status.ShouldBe(HttpStatusCode.OK, answered.Body.ToString());
                cleared.Add(id);
            }
            if (page["next"] is not { Length: > 0 } next)
                break;
            page = await network.Mette.GetAsync($"/dispatches?box=to-clear&limit=2&next={next}");
        }

        cleared.ShouldBe(waiting, ignoreOrder: true);
    }

    [Fact]
    public async Task a_flash_comes_first_however_much_came_after_it()
    {
        await RuleAsync();
        var flash = await WaitingAsync("Flash", "flash");
        await ArriveAsync(1001);

        var first = await network.Mette.GetAsync("/dispatches?box=to-clear&limit=1");

        Ids(first).ShouldBe([flash]);
    }

    private Task<IReadOnlyList<RecordId>> RuleAsync() =>
        network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });

    private async Task<string> WaitingAsync(string subject, string precedence)
    {
        var report = network.Report(subject);
        report["precedence"] = precedence;
        var id = await network.ReleasedAsync(report);
        (await RouteNetwork.ArrivesAsync(network.Mette, id))["status"].ShouldBe("awaiting-clearance");
        return id;
    }

    // As the relay would bring them, but at once.
    private async Task ArriveAsync(int count)
    {
        var maker = network.Post.Get<RecordMaker>();
        var label = (await network.Post.Get<Ledger>().RunAsync(t => t.Current(network.Anneke.Post)))!.Header.Label;
        var author = new Author(RecordId.New("person", network.Post.Clock.GetUtcNow()), network.Anneke.Post);
        var records = Enumerable
            .Range(1, count)
            .Select(number =>
                maker.First(
                    maker.NewId("dispatch"),
                    new RecordIntent(author, label, [network.Lea.Post, network.Anneke.Post, network.OfficeId]),
                    new
                    {
                        number = $"TST-XYZ 2026/{number}",
                        subject = "Routine",
                        text = "1. Text.",
                        language = "en",
                        action = new[] { network.Lea.Post },
                        info = Array.Empty<RecordId>(),
                    }
                )
            )
            .ToList();
        var outcomes = await network
            .Office.Get<Ledger>()
            .RunAsync(t => records.ConvertAll(r => t.Take(r, Arrival.Verified, r.Header.Home).Outcome));
        outcomes.ShouldAllBe(outcome => outcome == AppendOutcome.Stored);
    }

    private static IEnumerable<string?> Ids(Answered page) =>
        page.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
}
