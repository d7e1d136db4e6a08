using System.Net;
using Legation.Organisations.Register;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What a post has cancelled waits at the office beside what it has not, until neither is of use.</summary>
public sealed class CancelledExpiryTests : IAsyncLifetime
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);
    private readonly RouteNetwork network = new();

    public ValueTask InitializeAsync() => network.InitializeAsync();

    public ValueTask DisposeAsync() => network.DisposeAsync();

    [Fact]
    public async Task nobody_states_that_what_was_cancelled_was_not_delivered()
    {
        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });
        var cancelled = await AtTheOfficeAsync("Cancelled");
        var other = await AtTheOfficeAsync("In force");
        var done = await network.Anneke.PostAsync($"/dispatches/{cancelled}/cancel", new { reason = "It is wrong." });
        done.Status.ShouldBe(HttpStatusCode.OK, done.Body.ToString());
        await TimeLimitNetwork.UntilAsync(network.Mette, cancelled, dispatch => dispatch["status"] == "cancelled");

        network.TimePasses(AnHour);

        // What expires first is stated first, and comes first on the way back.
        await TimeLimitNetwork.UntilAsync(network.Anneke, other, IsStated);
        IsStated(await network.Anneke.GetAsync($"/dispatches/{cancelled}")).ShouldBeFalse();
    }

    private async Task<string> AtTheOfficeAsync(string subject)
    {
        var report = network.Report(subject);
        report["noUseAfter"] = network.Post.Clock.GetUtcNow() + AnHour;
        var id = await network.ReleasedAsync(report);
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        return id;
    }

    private static bool IsStated(Answered dispatch) => TimeLimitNetwork.StepsOf(dispatch).Contains("not-delivered");
}
