using System.Net;
using Legation.Records;
using Legation.Server.Duty;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Duty;

/// <summary>Who is called at a node, and for what.</summary>
internal static class Calls
{
    /// <summary>From now on, what is flash for a party calls an account.</summary>
    public static async Task ToAsync(TestNode node, RecordId party, string account) =>
        (
            await node.Get<Rosters>()
                .SetAsync(
                    new DutyRoster
                    {
                        Party = party,
                        Zone = "Asia/Tokyo",
                        People = [new(account, $"{account}@example.org")],
                    },
                    ""
                )
        ).Refusal.ShouldBeNull();

    public static Task UntilAsync(Officer officer, string id) =>
        Eventually.UntilAsync(() => IsCalledAsync(officer, id));

    public static async Task<bool> IsCalledAsync(Officer officer, string id) =>
        (await officer.GetAsync("/duty/alerts"))
            .Body.GetProperty("items")
            .EnumerateArray()
            .Any(alert => alert.GetProperty("record").GetString() == id);

    /// <summary>Until all that arrived, or was taken in hand, at a node so far has had its effect on who is called.</summary>
    public static Task SettledAsync(TestNode node) =>
        Eventually.UntilAsync(async () =>
            await node.Get<Ledger>()
                .RunAsync(t => t.Query("SELECT COUNT(*) FROM duty_arrival", row => row.GetInt64(0)).Single()) == 0
        );

    /// <summary>A flash dispatch.</summary>
    public static async Task<string> ReleasedAsync(Officer from, RecordId to)
    {
        var released = await from.PostAsync(
            "/dispatches",
            new
            {
                subject = "Copper Lantern",
                text = "1. See above.",
                action = new[] { to.ToString() },
                precedence = "flash",
                label = DemoLabels.Label("UNCLASSIFIED"),
                release = true,
            }
        );
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }
}
