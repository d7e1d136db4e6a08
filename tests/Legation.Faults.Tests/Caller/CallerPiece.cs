using System.Formats.Cbor;

namespace Legation.Faults.Tests.Caller;

/// <summary>A piece of an attachment with whatever is wrong with it: docs/protocols/relay.md §11.</summary>
/// <param name="Sender">Node that is said to send it.</param>
/// <param name="Receiver">Node that it is said to be for.</param>
/// <param name="Record">Hash of the record that is said to name the content.</param>
/// <param name="Content">SHA-256 of the content.</param>
internal sealed record CallerPiece(string Sender, string Receiver, byte[] Record, byte[] Content)
{
    public long Form { get; init; } = 1;

    public long Epoch { get; init; } = 1;

    public long Number { get; init; } = 1;

    public long Offset { get; init; }

    public byte[] Bytes { get; init; } = [];

    /// <summary>Bytes that follow the piece.</summary>
    public byte[] After { get; init; } = [];

    public byte[] Encode()
    {
        var w = new CborWriter();
        w.WriteStartMap(9);
        w.Field(1, Form);
        w.Field(2, Sender);
        w.Field(3, Epoch);
        w.Field(4, Receiver);
        w.Field(5, Number);
        Binary(w, 6, Record);
        Binary(w, 7, Content);
        w.Field(8, Offset);
        Binary(w, 9, Bytes);
        w.WriteEndMap();
        return [.. w.Encode(), .. After];
    }

    private static void Binary(CborWriter w, int key, byte[] value)
    {
        w.WriteInt32(key);
        w.WriteByteString(value);
    }
}
