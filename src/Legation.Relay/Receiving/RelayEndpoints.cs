using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Legation.Relay;

/// <summary>What peers call over HTTPS.</summary>
internal sealed class RelayEndpoints(RelayOptions options, Reception reception, IHostApplicationLifetime lifetime)
{
    /// <summary>GET call: 204, or why nothing is taken.</summary>
    public async Task CallAsync(HttpContext http)
    {
        if (Peer(http, out var refusal) is null)
        {
            await RefuseAsync(http, refusal!);
            return;
        }
        await reception.SeenAsync(PinOfCaller(http)!.Value);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>POST head: 200 with what this node says of itself, or why it says nothing.</summary>
    public async Task HearAsync(HttpContext http)
    {
        var answer = await AnswerHeadAsync(http);
        if (answer.Refusal is { } refusal)
            await RefuseAsync(http, refusal);
        else
            await AnswerAsync(http, answer.Statement!, RelayPaths.ReceiptType);
    }

    private async Task<HeadAnswer> AnswerHeadAsync(HttpContext http)
    {
        if (Peer(http, out var refusal) is not { } peer)
            return refusal!;
        return await ReadAsync(http, HeadStatement.Longest) is { } statement
            ? await reception.HearAsync(peer, statement)
            : ProtocolRefusal.TooLarge;
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
        await AnswerAsync(http, answer.Receipt!, RelayPaths.ReceiptType);
    }

    /// <summary>POST attachment: 200 with how much is durable or the signed receipt, or why the piece is not taken.</summary>
    public async Task TakePieceAsync(HttpContext http)
    {
        var answer = await AnswerPieceAsync(http);
        if (answer.Refusal is { } refusal)
            await RefuseAsync(http, refusal);
        else if (answer.Receipt is { } receipt)
            await AnswerAsync(http, receipt, RelayPaths.ReceiptType);
        else
            await AnswerAsync(http, PieceCodec.Encode(answer.Progress!), RelayPaths.ProgressType);
    }

    private async Task<PieceAnswer> AnswerPieceAsync(HttpContext http)
    {
        if (Peer(http, out var refusal) is not { } peer)
            return refusal!;
        return await ReadAsync(http, PieceCodec.Longest) is { } content
            ? await reception.TakePieceAsync(peer, content, http.RequestAborted)
            : ProtocolRefusal.TooLarge;
    }

    private static Task AnswerAsync(HttpContext http, byte[] content, string type)
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = content.Length;
        return http.Response.Body.WriteAsync(content, http.RequestAborted).AsTask();
    }

    /// <summary>POST poll: 200 with what is next for the peer, 204 after a while without one, or why there is none.</summary>
    public async Task PollAsync(HttpContext http)
    {
        // A poll that waits must not keep the node from stopping.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            lifetime.ApplicationStopping
        );
        var reply = await ReplyAsync(http, ends.Token);
        if (reply.Refusal is { } refusal)
            await RefuseAsync(http, refusal);
        else if (reply.Message is { } message)
            await GiveAsync(http, reply.Line!, message);
        else
            http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task<PollReply> ReplyAsync(HttpContext http, CancellationToken cancellation)
    {
        if (PinOfCaller(http) is not { } pin)
            return ProtocolRefusal.UnknownPeer;
        await reception.SeenAsync(pin);
        return await ReadAsync(http, Poll.Longest) is { } content
            ? await reception.PollAsync(pin, content, cancellation)
            : ProtocolRefusal.TooLarge;
    }

    private static async Task GiveAsync(HttpContext http, PolledLine line, PolledMessage message)
    {
        if (http.Features.Get<IConnectionLifetimeFeature>() is { } connection)
            line.LoseWith(message, connection.ConnectionClosed);
        try
        {
            await AnswerAsync(http, message.Content, message.Type);
        }
        catch
        {
            line.Lose(message);
            throw;
        }
    }

    private async Task<BatchAnswer> AnswerAsync(HttpContext http)
    {
        if (Peer(http, out var refusal) is not { } peer)
            return refusal!;
        await reception.SeenAsync(PinOfCaller(http)!.Value);
        return await ReadAsync(http, BatchCodec.Longest) is { } content
            ? await reception.TakeAsync(peer, content)
            : ProtocolRefusal.TooLarge;
    }

    private RecordId? Peer(HttpContext http, out ProtocolRefusal? refusal)
    {
        refusal = ProtocolRefusal.UnknownPeer;
        return PinOfCaller(http) is { } pin ? reception.PeerBehind(pin, out refusal) : null;
    }

    // The line says who calls, by the key it was opened with; nothing in the request does.
    private Digest? PinOfCaller(HttpContext http) =>
        http.Connection.LocalPort == options.Port && http.Connection.ClientCertificate is { } certificate
            ? RelayTls.PinOf(certificate)
            : null;

    private static async Task<byte[]?> ReadAsync(HttpContext http, int longest)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = longest;
        if (http.Request.ContentLength is not { } length || length > longest)
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
