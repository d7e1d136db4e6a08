using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Legation.Relay;

/// <summary>What is answered to a batch: a signed receipt, or why there is none.</summary>
internal readonly record struct BatchAnswer(byte[]? Receipt, ProtocolRefusal? Refusal)
{
    /// <summary>Whether the same receipt was given before.</summary>
    public bool Again { get; init; }

    public static implicit operator BatchAnswer(ProtocolRefusal refusal) => new(null, refusal);
}

/// <summary>What is answered to a poll: a batch or a piece, nothing, or why it is not taken.</summary>
internal readonly record struct PollReply(PolledLine? Line, PolledMessage? Message, ProtocolRefusal? Refusal)
{
    public static implicit operator PollReply(ProtocolRefusal refusal) => new(null, null, refusal);
}

/// <summary>What is answered to what a peer says of itself: the same of this node, or why it is not taken.</summary>
internal readonly record struct HeadAnswer(byte[]? Statement, ProtocolRefusal? Refusal)
{
    public static implicit operator HeadAnswer(ProtocolRefusal refusal) => new(null, refusal);
}

/// <summary>Answers peers, by whatever line they come: batches, pieces of attachments, and whether this node is there.</summary>
internal sealed class Reception(
    NodeIdentity self,
    FormerPins pins,
    KnownNodes nodes,
    Heads heads,
    LinkTable links,
    RelayHost host,
    Intake intake,
    AttachmentIntake attachments,
    PolledLines polled,
    ILogger<Reception> log
)
{
    /// <summary>The peer whose TLS key has this pin; null, and why, if nothing is taken from it.</summary>
    public RecordId? PeerBehind(Digest pin, out ProtocolRefusal? refusal)
    {
        var peer = nodes.ByPin(pin)?.Card.Node;
        refusal = peer is { } known ? Hear(known) : ProtocolRefusal.UnknownPeer;
        return refusal is null ? peer : null;
    }

    /// <summary>Notes that a peer is there, or says why nothing is taken from it.</summary>
    public ProtocolRefusal? Hear(RecordId peer)
    {
        if (links.ByPeer(peer) is not { } link)
            return ProtocolRefusal.NoLink;
        if (link.Paused)
            return ProtocolRefusal.Paused;
        host.Post(link.Number, new LinkEvent.Heard());
        return null;
    }

    /// <summary>Takes what a peer says of itself, and says the same of this node.</summary>
    public async Task<HeadAnswer> HearAsync(RecordId peer, byte[] statement)
    {
        try
        {
            return await heads.TakeAsync(peer, statement) is null
                ? ProtocolRefusal.UnreadableHead
                : new HeadAnswer(heads.Say(peer, Digest.Of(statement)), null);
        }
        catch (Exception e) when (e is DbException or IOException or InvalidOperationException)
        {
            RelayLog.IntakeFailed(log, peer, e);
            return ProtocolRefusal.Unavailable;
        }
    }

    /// <summary>A peer that shows the TLS key of its newest card needs the one before no longer.</summary>
    public Task SeenAsync(Digest pin) => pins.SeenAsync(pin);

    /// <summary>Takes what a peer has sent as a batch.</summary>
    public async Task<BatchAnswer> TakeAsync(RecordId peer, byte[] content)
    {
        if (BatchCodec.Decode(content) is not { } batch)
            return ProtocolRefusal.Unreadable;
        if (batch.Head.Sender != peer || batch.Head.Receiver != self.Id)
            return ProtocolRefusal.WrongNode;
        var answer = await TakeAsync(batch);
        return answer.Receipt is null
            ? Refusal(peer, answer.How)
            : new BatchAnswer(answer.Receipt, null) { Again = answer.How is Arrived.Again };
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

    /// <summary>
    /// Takes a poll, and gives it what is next for the peer. A link that is paused sends nothing, but what is answered to
    /// what was on its way is taken in.
    /// </summary>
    public async Task<PollReply> PollAsync(Digest pin, byte[] content, CancellationToken cancellation)
    {
        if (PeerBehind(pin, out var refusal) is null && refusal != ProtocolRefusal.Paused)
            return refusal!;
        if (Poll.Decode(content) is not { } poll)
            return ProtocolRefusal.UnreadablePoll;
        if (nodes.ByPin(pin) is not { Card: { Address: null } card })
            return ProtocolRefusal.Callable;
        var line = polled.To(card.Node);
        var given = await line.PollAsync(poll, cancellation);
        // Its key may have been revoked, or its card replaced, while the poll waited.
        if (given is null || nodes.ByPin(pin)?.Card.Node == card.Node)
            return new PollReply(line, given, null);
        line.Lose(given);
        return ProtocolRefusal.UnknownPeer;
    }

    /// <summary>Takes what was fetched from a peer by a poll, as if it had been sent here.</summary>
    public async Task<PollAnswer> TakeFetchedAsync(RecordId peer, byte[] content, CancellationToken cancellation)
    {
        if (Hear(peer) is { } refusal)
            return PollAnswer.To(content, refusal, null);
        if (PieceCodec.IsPiece(content))
        {
            var taken = await TakePieceAsync(peer, content, cancellation);
            return PollAnswer.To(content, taken.Refusal, taken.Content);
        }
        var answer = await TakeAsync(peer, content);
        return PollAnswer.To(content, answer.Refusal, answer.Receipt);
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
