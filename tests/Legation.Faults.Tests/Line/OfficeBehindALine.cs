using System.Net;
using System.Text.Json;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Line;

/// <summary>Seoul's dispatches reach Tokyo over a line of ours, and wait there for clearance.</summary>
internal sealed class OfficeBehindALine : IAsyncDisposable
{
    private const int Clients = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ServedNetwork network;
    private int written;

    private OfficeBehindALine(ServedNetwork network, ServedNode called)
    {
        this.network = network;
        Line = FaultyLine.Before(called);
    }

    public FaultyLine Line { get; }

    /// <param name="prepared">The network's folders.</param>
    /// <param name="officeCalls">Tokyo cannot be called: it calls Seoul, and fetches what is for it.</param>
    public static async Task<OfficeBehindALine> StartAsync(PreparedNetwork prepared, bool officeCalls = false)
    {
        var served = new ServedNetwork(await prepared.CopyAsync());
        if (officeCalls)
            await served.Tokyo.CallOnlyAsync(served.Seoul);
        var office = new OfficeBehindALine(served, officeCalls ? served.Seoul : served.Tokyo);
        try
        {
            await Task.WhenAll(office.network.Seoul.StartAsync(), office.network.Tokyo.StartAsync());
            await office.DrainedAsync();
            return office;
        }
        catch
        {
            await office.DisposeAsync();
            throw;
        }
    }

    /// <summary>Seoul releases so many; returns their ids.</summary>
    public async Task<string[]> WriteAsync(int count, string precedence = "routine", int length = 2000)
    {
        var desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
        var ids = new string[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Clients },
            async (i, _) =>
            {
                var number = Interlocked.Increment(ref written);
                var draft = new DispatchDraft($"{precedence} {number}", desk, precedence)
                {
                    Text = string.Join(' ', Enumerable.Repeat(Guid.CreateVersion7(), length / 37)),
                };
                var answer = await network.Representative.ReleaseAsync(draft, $"line-{number}");
                answer.Status.ShouldBe(HttpStatusCode.Created, answer.Sentence);
                ids[i] = answer.Id;
            }
        );
        return ids;
    }

    /// <summary>Ids that wait in Tokyo, in the order in which they came.</summary>
    public async Task<List<string>> ArrivedAsync()
    {
        var waiting = (await network.Deputy.ListAsync("to-clear")).Select(dispatch => dispatch.Id).ToHashSet();
        return [.. Journal.Ids(network.Tokyo.Folder, "dispatch").Where(waiting.Contains)];
    }

    /// <summary>Waits until Tokyo has it.</summary>
    public Task ArrivesAsync(string id) =>
        Eventually.HoldsAsync($"{id} arrives", Patience, async () => (await ArrivedAsync()).Contains(id));

    /// <summary>Waits until Seoul has all receipts.</summary>
    public Task DrainedAsync() =>
        Eventually.HoldsAsync("the line drains", Patience, network.Representative.LinksAreDrainedAsync);

    /// <summary>Seoul's link to Tokyo as its operator sees it.</summary>
    public async Task<Link> LinkAsync() => (await network.Representative.LinksAsync())!.Single();

    /// <summary>Waits until Seoul's operator sees this state.</summary>
    public Task ShowsAsync(string state) =>
        Eventually.HoldsAsync($"the link is {state}", Patience, async () => (await LinkAsync()).State == state);

    /// <summary>From now on Seoul lets Tokyo have these classifications.</summary>
    public async Task ClearTokyoForAsync(params string[] classifications)
    {
        var file = Path.Combine(network.Seoul.Folder, "clearance.json");
        var categories = new { releasableTo = new[] { "ALLIANCE", "AUS", "JPN", "KOR", "NZL" } };
        var clearance = new
        {
            policy = "LEGATION-DEMO",
            classifications,
            categories,
        };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(clearance));
        await network.Seoul.CommandAsync("card", "clearance", network.Tokyo.Id, "--clearance", file);
    }

    /// <summary>All have come, each once, nothing else has, and the audits hold.</summary>
    public async Task HasEachOnceAsync(params IEnumerable<string> ids)
    {
        (await ArrivedAsync()).Order().ShouldBe(ids.Order());
        Journal.RecordsTwice(network.Tokyo.Folder).ShouldBe(0);
        foreach (var node in new[] { network.Seoul, network.Tokyo })
            (await node.VerifyAuditAsync()).ShouldContain("The audit holds");
    }

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        await Line.DisposeAsync();
    }
}
