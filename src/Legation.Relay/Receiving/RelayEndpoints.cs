using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Legation.Relay;

/// <summary>What peers call over HTTPS.</summary>
internal sealed class RelayEndpoints(RelayOptions options, Reception reception)
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
        var answer = await AnswerAsync(http);
        if (answer.Refusal is { } refusal)
        {
            await RefuseAsync(http, refusal);
            return;
        }
        http.Response.ContentType = RelayPaths.ReceiptType;
        http.Response.ContentLength = answer.Receipt!.Length;
        await http.Response.Body.WriteAsync(answer.Receipt, http.RequestAborted);
    }

    private async Task<BatchAnswer> AnswerAsync(HttpContext http)
    {
        if (Peer(http, out var refusal) is not { } peer)
            return refusal!;
        return await ReadAsync(http) is { } content
            ? await reception.TakeAsync(peer, content)
            : ProtocolRefusal.TooLarge;
    }

    // The line says who calls, by the key it was opened with; nothing in the request does.
    private RecordId? Peer(HttpContext http, out ProtocolRefusal? refusal)
    {
        refusal = ProtocolRefusal.UnknownPeer;
        return http.Connection.LocalPort == options.Port && http.Connection.ClientCertificate is { } certificate
            ? reception.PeerBehind(RelayTls.PinOf(certificate), out refusal)
            : null;
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
