using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Legation.Relay;

/// <summary>What peers call: batches, and whether this node is there.</summary>
internal sealed class RelayEndpoints(
    RelayOptions options,
    NodeIdentity self,
    KnownNodes nodes,
    LinkTable links,
    RelayHost host,
    Intake intake,
    ILogger<RelayEndpoints> log
)
{
    /// <summary>GET call: 204, or why nothing is taken.</summary>
    public Task CallAsync(HttpContext http)
    {
        if (Peer(http, out var refusal) is not null)
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        return refusal is null ? Task.CompletedTask : RefuseAsync(http, refusal);
    }

    /// <summary>POST batch: 200 with the signed receipt, or why there is none.</summary>
    public async Task TakeAsync(HttpContext http)
    {
        var refusal = await TryTakeAsync(http);
        if (refusal is not null)
            await RefuseAsync(http, refusal);
    }

    private async Task<ProtocolRefusal?> TryTakeAsync(HttpContext http)
    {
        if (Peer(http, out var refusal) is not { } peer)
            return refusal;
        if (await ReadAsync(http) is not { } body)
            return ProtocolRefusal.TooLarge;
        if (BatchCodec.Decode(body) is not { } batch)
            return ProtocolRefusal.Unreadable;
        if (batch.Head.Sender != peer || batch.Head.Receiver != self.Id)
            return ProtocolRefusal.WrongNode;
        var answer = await TakeAsync(batch);
        if (answer.Receipt is null)
            return Refusal(peer, answer.How);
        http.Response.ContentType = RelayPaths.ReceiptType;
        http.Response.ContentLength = answer.Receipt.Length;
        await http.Response.Body.WriteAsync(answer.Receipt, http.RequestAborted);
        return null;
    }

    private async Task<IntakeAnswer> TakeAsync(Batch batch)
    {
        try
        {
            return await intake.TakeAsync(batch);
        }
        catch (Exception e) when (e is DbException or IOException or InvalidOperationException)
        {
            RelayLog.IntakeFailed(log, batch.Head.Sender, e);
            return new IntakeAnswer(null, new Arrived.New());
        }
    }

    private ProtocolRefusal Refusal(RecordId peer, Arrived how)
    {
        var refusal = how switch
        {
            Arrived.Conflict => ProtocolRefusal.UsedTwice,
            Arrived.OldEpoch => ProtocolRefusal.OldEpoch,
            _ => ProtocolRefusal.Unavailable,
        };
        RelayLog.BatchRefused(log, peer, refusal.Code);
        return refusal;
    }

    // The line says who calls, by the key it was opened with; nothing in the request does.
    private RecordId? Peer(HttpContext http, out ProtocolRefusal? refusal)
    {
        refusal = ProtocolRefusal.UnknownPeer;
        if (http.Connection.LocalPort != options.Port || http.Connection.ClientCertificate is not { } certificate)
            return null;
        if (nodes.ByPin(RelayTls.PinOf(certificate))?.Card.Node is not { } peer)
            return null;
        var link = links.ByPeer(peer);
        refusal =
            link is null ? ProtocolRefusal.NoLink
            : link.Paused ? ProtocolRefusal.Paused
            : null;
        if (refusal is not null)
            return null;
        host.Post(link!.Number, new LinkEvent.Heard());
        return peer;
    }

    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = BatchCodec.Longest;
        if (http.Request.ContentLength is not { } length || length > BatchCodec.Longest)
            return null;
        var body = GC.AllocateUninitializedArray<byte>((int)length);
        await http.Request.Body.ReadExactlyAsync(body, http.RequestAborted);
        return body;
    }

    private static Task RefuseAsync(HttpContext http, ProtocolRefusal refusal)
    {
        http.Response.StatusCode = refusal.Status;
        http.Response.ContentType = RelayPaths.RefusalType;
        return http.Response.Body.WriteAsync(refusal.Encode(), http.RequestAborted).AsTask();
    }
}
