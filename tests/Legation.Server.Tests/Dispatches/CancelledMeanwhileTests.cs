using System.Net;
using Legation.Records.Storage;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Bo assigns what Anna cancels at the same time.</summary>
public sealed class CancelledMeanwhileTests : ThreeDesks
{
    private const int Times = 12;

    private const string Late = """
        SELECT COUNT(*) FROM p_dispatch_step assigned JOIN p_dispatch_step cancelled
          ON cancelled.dispatch = assigned.dispatch AND cancelled.seq < assigned.seq
        WHERE assigned.step = 'assigned' AND cancelled.step = 'cancelled'
        """;

    [Fact]
    public async Task nothing_is_assigned_behind_its_cancellation()
    {
        for (var i = 0; i < Times; i++)
        {
            var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
            var cancelled = Anna.PostAsync($"/dispatches/{id}/cancel", new { reason = "No." });
            var assigned = Bo.PostAsync($"/dispatches/{id}/assign", new { to = Bo.Post.ToString() });
            (await cancelled).Status.ShouldBe(HttpStatusCode.OK);
            (await assigned).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Conflict);
        }
        using var session = Node.Get<IRecordStore>().OpenReader();
        session.Query(Late, r => r.GetInt64(0)).Single().ShouldBe(0);
    }
}
