using System.Formats.Cbor;

namespace Legation.Relay;

/// <summary>
/// What a node that cannot be called asks of a peer: the next batch, and says what became of the one that it was given
/// before. As deterministic CBOR: {1 form, 2 slot, 3 [] or [batch, status, content]}.
/// </summary>
/// <param name="Slot">Which of the polls of this node it is; each waits for its own answer.</param>
/// <param name="Answer">What became of the batch given on this slot before; null: nothing was, or it did not come.</param>
internal sealed record Poll(int Slot, PollAnswer? Answer)
{
    /// <summary>Polls of a node at one time: as many batches are on their way as on a line in the other direction.</summary>
    public const int Slots = LinkMachine.Window;

    /// <summary>Longest poll that is read: a receipt, and what stands around it.</summary>
    public const int Longest = PeerLine.LongestReceipt + 256;

    private const int Form = 1;

    public byte[] Encode()
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(3);
        w.Field(1, Form);
        w.Field(2, Slot);
        w.WriteInt32(3);
        w.WriteStartArray(Answer is null ? 0 : 3);
        if (Answer is { } answer)
        {
            w.WriteByteString(answer.Batch.ToBytes());
            w.WriteInt32(answer.Status);
            w.WriteByteString(answer.Content);
        }
        w.WriteEndArray();
        w.WriteEndMap();
        return w.Encode();
    }

    /// <summary>Reads a poll; null if the bytes are none.</summary>
    public static Poll? Decode(ReadOnlyMemory<byte> bytes) => CborFields.Read(bytes, Read);

    private static Poll Read(CborReader r)
    {
        if (r.ReadStartMap() != 3 || r.Int(1) != Form)
            throw new FormatException("The poll's form is not known here.");
        if (r.Int(2) is not (>= 0 and < Slots and var slot))
            throw new FormatException("A poll has no such slot.");
        r.Key(3);
        var answer = r.ReadStartArray() switch
        {
            0 => null,
            3 => new PollAnswer(new Digest(r.ReadByteString()), Status(r.ReadInt32()), r.ReadByteString()),
            _ => throw new FormatException("A poll answers with nothing, or with three parts."),
        };
        r.ReadEndArray();
        r.ReadEndMap();
        return new Poll((int)slot, answer);
    }

    private static int Status(int status) =>
        status is >= 100 and <= 599 ? status : throw new FormatException("A poll answers with no such status.");
}

/// <summary>What would be the answer to a batch or piece if it had been sent by a request of its own.</summary>
/// <param name="Batch">SHA-256 of its bytes.</param>
/// <param name="Status">200, or the status of a refusal.</param>
/// <param name="Content">The signed receipt, what is there of an attachment, or the refusal.</param>
internal sealed record PollAnswer(Digest Batch, int Status, byte[] Content)
{
    public static PollAnswer To(byte[] content, ProtocolRefusal? refusal, byte[]? answer) =>
        new(Digest.Of(content), refusal?.Status ?? 200, refusal?.Encode() ?? answer!);
}
