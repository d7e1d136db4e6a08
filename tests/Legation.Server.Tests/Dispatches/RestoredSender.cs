using System.Text.Json.Nodes;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>A post that writes two second versions of a dispatch: one, and after it was restored from a copy another.</summary>
internal sealed class RestoredSender(RouteNetwork network)
{
    /// <summary>The first version, once the office has it.</summary>
    public async Task<(string Id, SignedRecord Version)> FirstAsync(string precedence = "routine")
    {
        var report = network.Report("The first version");
        report["precedence"] = precedence;
        var id = await network.ReleasedAsync(report);
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        return (id, (await network.Office.Get<Ledger>().RunAsync(t => t.Current(RecordId.Parse(id))))!);
    }

    /// <summary>A second version, as the post writes it in an epoch.</summary>
    public SignedRecord Second(SignedRecord first, int epoch, string subject)
    {
        var body = RecordMaker.ReadBody<JsonObject>(first);
        body["subject"] = subject;
        var maker = new RecordMaker(network.Post.Get<NodeIdentity>() with { Epoch = epoch }, network.Post.Clock);
        var header = first.Header;
        var intent = new RecordIntent(header.Author, header.Label, header.Audience) { Precedence = header.Precedence };
        return maker.Next(first, intent, body);
    }

    /// <summary>It comes to the office.</summary>
    public async Task ComesAsync(SignedRecord record) =>
        (
            await network.Office.Get<Ledger>().RunAsync(t => t.Take(record, Arrival.Verified, record.Header.Home))
        ).Outcome.ShouldBe(AppendOutcome.Stored);
}
