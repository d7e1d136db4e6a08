using System.Formats.Cbor;

namespace Legation.Relay;

/// <summary>Why a batch or a call as a whole is not taken: {1 code, 2 sentence}.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable name of the rule.</param>
/// <param name="Sentence">For the operator at the other end.</param>
internal sealed record ProtocolRefusal(int Status, string Code, string Sentence)
{
    private const int LongestSentence = 300;

    public static ProtocolRefusal UnknownPeer { get; } =
        new(403, "unknown-peer", "the peer has not accepted this node's card");
    public static ProtocolRefusal WrongNode { get; } =
        new(403, "wrong-node", "the batch is not from this sender or not for this receiver");
    public static ProtocolRefusal Unreadable { get; } = new(400, "unreadable-batch", "the peer cannot read the batch");
    public static ProtocolRefusal UnreadablePoll { get; } =
        new(400, "unreadable-poll", "the peer cannot read the poll");
    public static ProtocolRefusal Callable { get; } =
        new(409, "callable", "the peer has a card with an address of this node, and calls it there");
    public static ProtocolRefusal UnreadableHead { get; } =
        new(400, "unreadable-head", "the statement is not by the caller or not for this node");
    public static ProtocolRefusal TooLarge { get; } = new(413, "too-large", "the batch is larger than the peer takes");
    public static ProtocolRefusal UsedTwice { get; } =
        new(409, "number-used-twice", "the peer has other content under these numbers");
    public static ProtocolRefusal OldEpoch { get; } =
        new(409, "old-epoch", "the peer knows a newer epoch of this node");
    public static ProtocolRefusal Paused { get; } = new(503, "paused", "the peer has paused the link");
    public static ProtocolRefusal NoLink { get; } = new(503, "no-link", "the peer has no link to this node yet");
    public static ProtocolRefusal UnreadablePiece { get; } =
        new(400, "unreadable-piece", "the peer cannot read the piece of an attachment");
    public static ProtocolRefusal NotNamed { get; } =
        new(403, "not-named", "the peer has no such record that names this attachment");
    public static ProtocolRefusal AttachmentTooLarge { get; } =
        new(413, "attachment-too-large", "the attachment is larger than the peer takes");
    public static ProtocolRefusal NoRoom { get; } =
        new(507, "no-room", "the peer's disk has no room for attachments now");
    public static ProtocolRefusal WrongContent { get; } =
        new(409, "wrong-content", "what came is not what the record names");
    public static ProtocolRefusal Unavailable { get; } = new(503, "unavailable", "the peer cannot store anything now");

    public byte[] Encode()
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(2);
        w.WriteInt32(1);
        w.WriteTextString(Code);
        w.WriteInt32(2);
        w.WriteTextString(Sentence);
        w.WriteEndMap();
        return w.Encode();
    }

    /// <summary>What the peer said; null if it said nothing readable.</summary>
    public static (string Code, string Sentence)? Read(byte[] content)
    {
        try
        {
            var r = new CborReader(content, CborConformanceMode.Canonical);
            if (r.ReadStartMap() != 2 || r.ReadInt32() != 1)
                return null;
            var code = r.ReadTextString();
            return
                PeerText.IsCode(code)
                && r.ReadInt32() == 2
                && r.ReadTextString() is { Length: <= LongestSentence } words
                ? (code, PeerText.Plain(words))
                : null;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }
}
