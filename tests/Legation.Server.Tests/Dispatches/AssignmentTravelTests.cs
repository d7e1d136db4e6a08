using System.Net;
using Legation.Records;
using Legation.Records.Access;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

public sealed class AssignmentTravelTests : IAsyncLifetime
{
    private readonly RouteNetwork network = new();

    public ValueTask InitializeAsync() => network.InitializeAsync();

    public ValueTask DisposeAsync() => network.DisposeAsync();

    [Fact]
    public async Task who_deals_with_a_dispatch_is_told_to_no_other_node()
    {
        var ole = await network.Office.JoinAsync("ole", "mette", Duties.Write);
        var id = await network.Lea.ReleaseAsync(network.OfficeId, "Who meets the delegation?");
        await RouteNetwork.ArrivesAsync(network.Mette, id);

        var assigned = await network.Mette.PostAsync($"/dispatches/{id}/assign", new { to = ole.Post.ToString() });
        assigned.Status.ShouldBe(HttpStatusCode.OK, assigned.Body.ToString());
        var reply = await network.Mette.PostAsync($"/dispatches/{id}/reply", new { text = "Ole does." });

        await RouteNetwork.ArrivesAsync(network.Lea, reply["id"]!);
        (await CountAsync("current")).ShouldBe(1);
        // Offered, it would be refused there: that nobody else has it shows nothing.
        (await CountAsync("relay_outbox o JOIN current USING (seq)")).ShouldBe(0, "no link is to carry it");
    }

    private Task<long> CountAsync(string of) =>
        network
            .Office.Get<Ledger>()
            .RunAsync(t =>
                t.Query($"SELECT COUNT(*) FROM {of} WHERE kind = 'assignment'", row => row.GetInt64(0)).Single()
            );
}
