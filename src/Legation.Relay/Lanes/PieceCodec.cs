using System.Formats.Cbor;
using Legation.Records.Attachments;

namespace Legation.Relay;

/// <summary>
/// Pieces and what is answered to them, as deterministic CBOR: {1 form, 2 sender, 3 epoch, 4 receiver, 5 number, 6 record,
/// 7 content, 8 offset, 9 bytes} and {1 form, 2 content, 3 durable}.
/// </summary>
internal static class PieceCodec
{
    private const int Form = 1;

    /// <summary>Longest piece that is read, with what stands around its bytes.</summary>
    public const int Longest = ArrivingFiles.LongestPiece + 1024;

    public static byte[] Encode(AttachmentPiece piece)
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(9);
        w.Field(1, Form);
        w.Field(2, piece.Sender);
        w.Field(3, piece.Epoch);
        w.Field(4, piece.Receiver);
        w.Field(5, piece.Number);
        w.Field(6, piece.Record);
        w.Field(7, piece.Content);
        w.Field(8, piece.Offset);
        w.WriteInt32(9);
        w.WriteByteString(piece.Bytes.Span);
        w.WriteEndMap();
        return w.Encode();
    }

    /// <summary>True if it may be a piece: a map of nine fields, as nothing else that nodes send is.</summary>
    public static bool IsPiece(ReadOnlySpan<byte> content) => content is [0xa9, ..];

    /// <summary>Reads a piece; null if the bytes are none.</summary>
    public static AttachmentPiece? Decode(ReadOnlyMemory<byte> bytes) => CborFields.Read(bytes, Read);

    public static byte[] Encode(PieceProgress progress)
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(3);
        w.Field(1, Form);
        w.Field(2, progress.Content);
        w.Field(3, progress.Durable);
        w.WriteEndMap();
        return w.Encode();
    }

    /// <summary>Reads what was answered to a piece; null if the bytes are something else.</summary>
    public static PieceProgress? DecodeProgress(ReadOnlyMemory<byte> bytes) => CborFields.Read(bytes, ReadProgress);

    private static AttachmentPiece Read(CborReader r)
    {
        Begin(r, 9);
        var (sender, epoch, receiver) = (r.Id(2), checked((int)r.Int(3)), r.Id(4));
        var (number, record, content, offset) = (r.Int(5), r.Digest(6), r.Digest(7), r.Int(8));
        r.Key(9);
        var bytes = r.ReadByteString();
        r.ReadEndMap();
        if (epoch < 1 || number < 1 || number > long.MaxValue - BatchHead.MostRecords || offset < 0)
            throw new FormatException("The piece has an epoch, number or offset out of range.");
        if (bytes.Length > ArrivingFiles.LongestPiece)
            throw new FormatException("The piece is too long.");
        return new AttachmentPiece(sender, epoch, receiver, number, record, content, offset, bytes);
    }

    private static PieceProgress ReadProgress(CborReader r)
    {
        Begin(r, 3);
        var progress = new PieceProgress(r.Digest(2), r.Int(3));
        r.ReadEndMap();
        return progress.Durable >= 0 ? progress : throw new FormatException("Nothing has fewer than no bytes.");
    }

    private static void Begin(CborReader r, int fields)
    {
        if (r.ReadStartMap() != fields || r.Int(1) != Form)
            throw new FormatException("The form is not known here.");
    }
}
