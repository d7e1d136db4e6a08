using Legation.Records;
using Legation.Relay;
using Legation.Server.Communications;
using Legation.Server.Nodes;
using Legation.Ui;

namespace Legation.Server.Commands;

/// <summary>Writes what waits for a peer into a file of the node's folder.</summary>
/// <param name="Peer">Id or name of the peer.</param>
/// <param name="File">Name in the folder for carried files.</param>
/// <param name="For">Where the command puts it, for people.</param>
internal sealed record ExportCarried(string Peer, string File, string For) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        if (services.GetRequiredService<NodeCards>().Named(Peer).Refused(out var refusal, out var known))
            return ActAnswer.Refused(refusal.Sentence);
        await using var file = services.GetRequiredService<NodeFolder>().Carried.Create(File);
        var written = await services.GetRequiredService<CarriedFiles>().WriteAsync(known.Card.Node, file);
        file.Flush(flushToDisk: true);
        return written.Refused(out refusal, out var done)
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done(string.Join('\n', [.. CarriedLines.Of(done), .. Next(done, services)]));
    }

    private IEnumerable<string> Next(WrittenFile done, IServiceProvider services) =>
        [
            $"Marked as what is in it: {services.GetRequiredService<LabelWords>().Over(done.Labels)?.Full}",
            $"It is signed, not encrypted. Carry it to {done.PeerName}, where: legation relay import {Path.GetFileName(For)}",
            For,
        ];
}

/// <summary>Takes in a file that was carried here.</summary>
/// <param name="File">Its name in the folder for carried files.</param>
/// <param name="Receipts">Name there for the receipts.</param>
/// <param name="For">Where the command puts them, for people.</param>
internal sealed record ImportCarried(string File, string Receipts, string For) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var carried = services.GetRequiredService<NodeFolder>().Carried;
        var read = await ReadAsync(services, carried);
        if (read.Refused(out var refusal, out var done) || done.Receipts == 0)
            carried.Delete(Receipts);
        if (refusal is not null)
            return ActAnswer.Refused(refusal.Sentence);
        var text = string.Join('\n', [.. CarriedLines.Of(done!), .. Next(done!)]);
        return done!.Receipts > 0 || done.HeldReceipts ? ActAnswer.Done(text) : ActAnswer.Refused(text);
    }

    private async Task<Outcome<ReadFile>> ReadAsync(IServiceProvider services, CarriedFolder carried)
    {
        await using var file = carried.Open(File);
        await using var receipts = carried.Create(Receipts);
        var read = await services.GetRequiredService<CarriedFiles>().ReadAsync(file, receipts);
        receipts.Flush(flushToDisk: true);
        return read;
    }

    private IEnumerable<string> Next(ReadFile done) =>
        done.Receipts == 0
            ? []
            :
            [
                $"Carry the receipts back to {done.FromName}, where: legation relay import {Path.GetFileName(For)}",
                For,
            ];
}
