using System.Net;
using System.Text.Json.Nodes;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>The post was restored from a copy that lacks its second version, and has written another second version.</summary>
public sealed class RestoredSenderTests(RouteNetwork network) : IClassFixture<RouteNetwork>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() =>
        await network.RuleAsync(new() { Routes = [network.Route(network.OfficeId.ToString())] });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("clear", "released")]
    [InlineData("return", "returned")]
    public async Task the_office_decides_on_the_other_text_anew(string act, string status)
    {
        var (id, first) = await FirstAsync();
        await ComesAsync(Second(first, epoch: 1, "The lost second version"));
        await DecideAsync(id, act);
        (await network.Mette.GetAsync($"/dispatches/{id}"))["status"].ShouldBe(status);

        await ComesAsync(Second(first, epoch: 2, "The other second version"));

        (await network.Mette.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("awaiting-clearance");
        (await TimeLimitNetwork.ListAsync(network.Mette, "to-clear")).ShouldContain(id);
        await DecideAsync(id, "clear");
        await TimeLimitNetwork.UntilAsync(network.Lea, id, d => d["subject"] == "The other second version");
    }

    [Fact]
    public async Task the_other_text_is_cleared_under_standing_authority_like_any_that_arrives()
    {
        var (id, first) = await FirstAsync();
        await ComesAsync(Second(first, epoch: 1, "The lost second version"));
        await DecideAsync(id, "return");
        await network.GiveStandingAsync("all");

        await ComesAsync(Second(first, epoch: 2, "The other second version"));

        await TimeLimitNetwork.UntilAsync(network.Lea, id, d => d["subject"] == "The other second version");
    }

    private async Task<(string Id, SignedRecord Version)> FirstAsync()
    {
        var id = await network.ReleasedAsync(network.Report("The first version"));
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        return (id, (await network.Office.Get<Ledger>().RunAsync(t => t.Current(RecordId.Parse(id))))!);
    }

    private SignedRecord Second(SignedRecord first, int epoch, string subject)
    {
        var body = RecordMaker.ReadBody<JsonObject>(first);
        body["subject"] = subject;
        var maker = new RecordMaker(network.Post.Get<NodeIdentity>() with { Epoch = epoch }, network.Post.Clock);
        var header = first.Header;
        return maker.Next(first, new RecordIntent(header.Author, header.Label, header.Audience), body);
    }

    private async Task ComesAsync(SignedRecord record) =>
        (
            await network.Office.Get<Ledger>().RunAsync(t => t.Take(record, Arrival.Verified, record.Header.Home))
        ).Outcome.ShouldBe(AppendOutcome.Stored);

    private async Task DecideAsync(string id, string act)
    {
        var decided = await network.Mette.PostAsync($"/dispatches/{id}/{act}", new { reason = "Say where." });
        decided.Status.ShouldBe(HttpStatusCode.OK, decided.Body.ToString());
    }
}
