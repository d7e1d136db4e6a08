using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Legation.Relay;

/// <summary>What is answered to a batch: a signed receipt, or why there is none.</summary>
internal readonly record struct BatchAnswer(byte[]? Receipt, ProtocolRefusal? Refusal)
{
    public static implicit operator BatchAnswer(ProtocolRefusal refusal) => new(null, refusal);
}

/// <summary>Answers peers, by whatever line they come: batches, pieces of attachments, and whether this node is there.</summary>
internal sealed class Reception(
    NodeIdentity self,
    KnownNodes nodes,
    LinkTable links,
    RelayHost host,
    Intake intake,
    AttachmentIntake attachments,
    ILogger<Reception> log
)
{
    /// <summary>The peer whose TLS key has this pin; null, and why, if nothing is taken from it.</summary>
    public RecordId? PeerBehind(Digest pin, out ProtocolRefusal? refusal)
    {
        refusal = ProtocolRefusal.UnknownPeer;
        if (nodes.ByPin(pin)?.Card.Node is not { } peer)
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

    /// <summary>Takes what a peer has sent as a batch.</summary>
    public async Task<BatchAnswer> TakeAsync(RecordId peer, byte[] content)
    {
        if (BatchCodec.Decode(content) is not { } batch)
            return ProtocolRefusal.Unreadable;
        if (batch.Head.Sender != peer || batch.Head.Receiver != self.Id)
            return ProtocolRefusal.WrongNode;
        var answer = await TakeAsync(batch);
        return answer.Receipt is null ? Refusal(peer, answer.How) : new BatchAnswer(answer.Receipt, null);
    }

    /// <summary>Takes what a peer has sent as a piece of an attachment.</summary>
    public async Task<PieceAnswer> TakePieceAsync(RecordId peer, byte[] content, CancellationToken cancellation)
    {
        if (PieceCodec.Decode(content) is not { } piece)
            return ProtocolRefusal.UnreadablePiece;
        if (piece.Sender != peer || piece.Receiver != self.Id)
            return ProtocolRefusal.WrongNode;
        var answer = await TakeAsync(piece, cancellation);
        if (answer.Refusal is { } refusal)
            RelayLog.PieceNotTaken(log, peer, refusal.Code);
        return answer;
    }

    private async Task<PieceAnswer> TakeAsync(AttachmentPiece piece, CancellationToken cancellation)
    {
        try
        {
            return await attachments.TakeAsync(piece, cancellation);
        }
        catch (Exception e) when (e is DbException or IOException or InvalidOperationException)
        {
            RelayLog.IntakeFailed(log, piece.Sender, e);
            return ProtocolRefusal.Unavailable;
        }
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
}
