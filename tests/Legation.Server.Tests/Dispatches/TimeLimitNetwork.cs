using System.Net;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>A network at whose office a second officer may clear what the first leaves.</summary>
public sealed class TimeLimitNetwork : IAsyncLifetime
{
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    internal RouteNetwork Network { get; } = new();

    /// <summary>Clears for the office when Mette does not.</summary>
    internal Officer Ole { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Network.InitializeAsync();
        Ole = await Network.Office.JoinAsync("ole", "mette", Duties.Write | Duties.Clear);
        await Eventually.UntilAsync(async () =>
            await Network.Headquarters.Get<Ledger>().RunAsync(t => t.IsHere(Ole.Post))
        );
    }

    public ValueTask DisposeAsync() => Network.DisposeAsync();

    /// <summary>Headquarters rules how long the office has.</summary>
    internal Task RuleAsync(ClearanceLimits? limits = null, RecordId[]? deputies = null) =>
        Network.RuleAsync(
            new DirectoryDocument
            {
                Routes =
                [
                    Network.Route(Network.OfficeId.ToString()) with
                    {
                        Limits = limits ?? new ClearanceLimits(Flash: 15, Routine: 15),
                        Deputies = deputies?.Select(post => post.ToString()).ToList(),
                    },
                ],
            }
        );

    /// <summary>A report that has come to rest at the office.</summary>
    internal async Task<string> WaitingAsync(string subject, string precedence = "routine")
    {
        var report = Network.Report(subject);
        report["precedence"] = precedence;
        var id = await Network.ReleasedAsync(report);
        (await RouteNetwork.ArrivesAsync(Network.Mette, id))["status"].ShouldBe("awaiting-clearance");
        await HasBegunAsync(id);
        return id;
    }

    internal static Task UntilAsync(Officer officer, string id, Func<Answered, bool> holds) =>
        Eventually.UntilAsync(async () =>
            await officer.GetAsync($"/dispatches/{id}") is { Status: HttpStatusCode.OK } found && holds(found)
        );

    internal static List<string?> StepsOf(Answered dispatch) =>
        [.. dispatch.Body.GetProperty("track").EnumerateArray().Select(e => e.GetProperty("step").GetString())];

    internal static async Task<string> ListAsync(Officer officer, string box) =>
        (await officer.GetAsync($"/dispatches?box={box}")).Body.ToString();

    internal static async Task<string> PageAsync(TestNode node, string name, string path)
    {
        using var browser = node.Browse();
        await browser.SignInAsync(name, TestNode.Password);
        return await browser.TextAsync(path);
    }

    /// <summary>Its time begins with the office's next look at the clock.</summary>
    internal Task HasBegunAsync(string id) => Eventually.UntilAsync(() => IsRunningAsync(id));

    private async Task<bool> IsRunningAsync(string id)
    {
        var begun = await Network
            .Office.Get<Ledger>()
            .RunAsync(t =>
                t.Query(
                    "SELECT 1 FROM dispatch_term WHERE dispatch = $1 AND since IS NOT NULL AND due > 0",
                    row => row.GetInt32(0),
                    RecordId.Parse(id).ToBytes()
                )
            );
        return begun.Count > 0;
    }
}
