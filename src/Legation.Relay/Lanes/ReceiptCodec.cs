using System.Collections.Immutable;
using System.Formats.Cbor;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>
/// A receipt as deterministic CBOR inside COSE_Sign1: {1 form, 2 sender, 3 epoch, 4 receiver, 5 lane, 6 first, 7 last, 8
/// [[hash, outcome, code?, retry?] …], 9 size, 10 root, 11 at}. Code and retry stand only with what was refused.
/// </summary>
internal static class ReceiptCodec
{
    private const int Form = 1;

    public static byte[] Sign(Receipt receipt, IRecordSigner signer) =>
        signer.Sign(Encode(receipt), SignedContent.Receipt);

    /// <summary>The receipt, if one of the keys signed it; else null.</summary>
    public static Receipt? Open(byte[] signed, IReadOnlyList<VerificationKey> keys)
    {
        foreach (var key in keys)
            if (key.Open(signed, SignedContent.Receipt) is { } content)
                return Decode(content);
        return null;
    }

    /// <summary>A receipt of this node itself, with whatever key it was signed.</summary>
    public static Receipt ReadOwn(byte[] signed) =>
        Sign1.Read(signed)?.Content is { } content && Decode(content) is { } receipt
            ? receipt
            : throw new InvalidDataException("A kept receipt is damaged.");

    private static byte[] Encode(Receipt receipt)
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(11);
        w.Field(1, Form);
        w.Field(2, receipt.Sender);
        w.Field(3, receipt.Epoch);
        w.Field(4, receipt.Receiver);
        w.Field(5, (int)receipt.Lane);
        w.Field(6, receipt.First);
        w.Field(7, receipt.First + receipt.Lines.Length - 1);
        w.WriteInt32(8);
        w.WriteStartArray(receipt.Lines.Length);
        foreach (var line in receipt.Lines)
            Write(w, line);
        w.WriteEndArray();
        w.Field(9, receipt.Size);
        w.Field(10, receipt.Root);
        w.Field(11, receipt.At.ToMicroseconds());
        w.WriteEndMap();
        return w.Encode();
    }

    private static void Write(CborWriter w, ReceiptLine line)
    {
        w.WriteStartArray(line.Code is null ? 2 : 4);
        w.WriteByteString(line.Hash.ToBytes());
        w.WriteInt32((int)line.Outcome);
        if (line.Code is { } code)
        {
            w.WriteTextString(code);
            w.WriteBoolean(line.Retry);
        }
        w.WriteEndArray();
    }

    public static Receipt? Decode(ReadOnlyMemory<byte> content) => CborFields.Read(content, Read);

    private static Receipt Read(CborReader r)
    {
        if (r.ReadStartMap() != 11 || r.Int(1) != Form)
            throw new FormatException("The receipt's form is not known here.");
        var (sender, epoch, receiver) = (r.Id(2), checked((int)r.Int(3)), r.Id(4));
        var (lane, first, last) = (r.Lane(5), r.Int(6), r.Int(7));
        var lines = Lines(r);
        if (last != first + lines.Length - 1)
            throw new FormatException("The receipt's numbers do not fit its lines.");
        var size = r.Int(9);
        var root = r.Digest(10);
        var at = Instants.FromMicroseconds(r.Int(11));
        r.ReadEndMap();
        if (!Enum.IsDefined(lane) || first < 1)
            throw new FormatException("A receipt has no such lane or number.");
        return new Receipt(sender, epoch, receiver, lane, first, lines, size, root, at);
    }

    private static string Code(CborReader r) =>
        r.ReadTextString() is var code && PeerText.IsCode(code)
            ? code
            : throw new FormatException("A code has 1 to 64 of the characters a to z, 0 to 9 and the hyphen.");

    private static ImmutableArray<ReceiptLine> Lines(CborReader r)
    {
        r.Key(8);
        if (r.ReadStartArray() is not (> 0 and <= BatchHead.MostRecords and var length))
            throw new FormatException("A receipt has 1 to 256 lines.");
        var lines = ImmutableArray.CreateBuilder<ReceiptLine>(length);
        for (var i = 0; i < length; i++)
        {
            var parts = r.ReadStartArray();
            var line = new ReceiptLine(new Digest(r.ReadByteString()), (ReceiptOutcome)r.ReadInt32());
            if (!Enum.IsDefined(line.Outcome))
                throw new FormatException("The receipt has no such outcome.");
            lines.Add(parts == 4 ? line with { Code = Code(r), Retry = r.ReadBoolean() } : line);
            r.ReadEndArray();
        }
        r.ReadEndArray();
        return lines.MoveToImmutable();
    }
}
