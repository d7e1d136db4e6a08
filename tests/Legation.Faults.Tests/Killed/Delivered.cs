using System.Collections.Concurrent;
using System.Net;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Killed;

/// <summary>What must hold after every exchange: accepted is present exactly once, with one effect, and audits hold.</summary>
internal static class Delivered
{
    private const int Asked = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task HoldsAsync(ServedNetwork network, Exchange exchange)
    {
        await DrainedAsync(network);
        await EachOnceAsync(network, exchange);
        await OneEffectAsync(network, exchange);
        await SameAnswerAsync(exchange);
        await network.AuditHoldsAsync();
    }

    /// <summary>Nothing waits on any link.</summary>
    public static Task DrainedAsync(ServedNetwork network) =>
        Eventually.HoldsAsync(
            "the links have nothing more to send",
            Patience,
            async () =>
                await network.Representative.LinksAreDrainedAsync()
                && await network.Deputy.LinksAreDrainedAsync()
                && await network.Desk.LinksAreDrainedAsync()
        );

    private static async Task EachOnceAsync(ServedNetwork network, Exchange exchange)
    {
        var wanted = exchange.Accepted.ToDictionary(pair => exchange.SubjectOf(pair.Key), pair => pair.Value);
        foreach (var register in new[] { (network.Representative, "sent"), (network.Desk, "inbox") })
        {
            var listed = await register.Item1.ListAsync(register.Item2);
            listed.Count.ShouldBe(wanted.Count);
            listed.Select(dispatch => dispatch.Number).Distinct().Count().ShouldBe(wanted.Count);
            foreach (var dispatch in listed)
                wanted[dispatch.Subject].ShouldBe(dispatch.Id);
        }
        (await network.Deputy.ListAsync("to-clear")).ShouldBeEmpty();
        (await network.Representative.ListAsync("drafts")).ShouldBeEmpty();
        foreach (var node in network.Nodes)
            Journal.RecordsTwice(node.Folder).ShouldBe(0);
    }

    private static async Task OneEffectAsync(ServedNetwork network, Exchange exchange)
    {
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            exchange.Accepted.Values,
            async (id, _) =>
            {
                var track = (await network.Desk.TrackAsync(id)).Select(entry => entry.Step).ToList();
                if (!track.Order().SequenceEqual(["cleared", "received", "released"]))
                    wrong.Add($"{id}: {string.Join(", ", track)}");
            }
        );
        wrong.ShouldBeEmpty();
    }

    // The whole of it would only take longer: what was interrupted first, then some of the others.
    private static async Task SameAnswerAsync(Exchange exchange)
    {
        foreach (var number in exchange.Interrupted.Keys.Concat(exchange.Accepted.Keys).Distinct().Take(Asked))
        {
            var answer = await exchange.RepeatAsync(number);
            if (answer.Code == "outcome-unknown")
                exchange.Interrupted.Keys.ShouldContain(number);
            else
                (answer.Status, answer.Id, answer.Replayed).ShouldBe(
                    (HttpStatusCode.Created, exchange.Accepted[number], true)
                );
        }
    }
}
