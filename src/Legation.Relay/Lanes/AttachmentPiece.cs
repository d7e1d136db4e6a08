namespace Legation.Relay;

/// <summary>
/// A piece of a content, on the lane of attachments. What has a number there is a record of which the peer has given its
/// receipt; the number ends when all that the record names is durable at the peer.
/// </summary>
/// <param name="Sender">Node that sends it.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Receiver">Node for which it is.</param>
/// <param name="Number">The record's number on the lane.</param>
/// <param name="Record">Hash of the record's header.</param>
/// <param name="Content">SHA-256 of the content, as the record names it.</param>
/// <param name="Offset">Where the piece belongs.</param>
/// <param name="Bytes">The piece; empty only asks how much is durable.</param>
internal sealed record AttachmentPiece(
    RecordId Sender,
    int Epoch,
    RecordId Receiver,
    long Number,
    Digest Record,
    Digest Content,
    long Offset,
    ReadOnlyMemory<byte> Bytes
)
{
    /// <summary>What its receipt answers.</summary>
    public BatchHead Head => new(Sender, Epoch, Receiver, Lane.Attachments, Number, [Record]);
}

/// <summary>How much of a content is durable at the peer.</summary>
/// <param name="Content">SHA-256 of the content.</param>
/// <param name="Durable">Bytes from its beginning.</param>
internal sealed record PieceProgress(Digest Content, long Durable);
