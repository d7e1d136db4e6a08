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

    private static byte[] Encode(Receipt receipt)
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(11);
        Int(w, 1, Form);
        Text(w, 2, receipt.Sender);
        Int(w, 3, receipt.Epoch);
        Text(w, 4, receipt.Receiver);
        Int(w, 5, (int)receipt.Lane);
        Int(w, 6, receipt.First);
        Int(w, 7, receipt.First + receipt.Lines.Length - 1);
        w.WriteInt32(8);
        w.WriteStartArray(receipt.Lines.Length);
        foreach (var line in receipt.Lines)
            Write(w, line);
        w.WriteEndArray();
        Int(w, 9, receipt.Size);
        w.WriteInt32(10);
        w.WriteByteString(receipt.Root.ToBytes());
        Int(w, 11, receipt.At.ToMicroseconds());
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

    public static Receipt? Decode(ReadOnlyMemory<byte> content)
    {
        try
        {
            return Read(new CborReader(content, CborConformanceMode.Canonical));
        }
        catch (Exception e)
            when (e
                    is CborContentException
                        or InvalidOperationException
                        or OverflowException
                        or ArgumentException
                        or FormatException
            )
        {
            return null;
        }
    }

    private static Receipt Read(CborReader r)
    {
        if (r.ReadStartMap() != 11 || Int(r, 1) != Form)
            throw new FormatException("The receipt's form is not known here.");
        var (sender, epoch, receiver) = (Id(r, 2), checked((int)Int(r, 3)), Id(r, 4));
        var (lane, first, last) = ((Lane)Int(r, 5), Int(r, 6), Int(r, 7));
        var lines = Lines(r);
        if (last != first + lines.Length - 1)
            throw new FormatException("The receipt's numbers do not fit its lines.");
        var size = Int(r, 9);
        Key(r, 10);
        var root = new Digest(r.ReadByteString());
        var at = Instants.FromMicroseconds(Int(r, 11));
        r.ReadEndMap();
        if (r.BytesRemaining != 0 || !Enum.IsDefined(lane) || first < 1)
            throw new FormatException("The receipt has no such lane or number, or bytes follow it.");
        return new Receipt(sender, epoch, receiver, lane, first, lines, size, root, at);
    }

    private static ImmutableArray<ReceiptLine> Lines(CborReader r)
    {
        Key(r, 8);
        if (r.ReadStartArray() is not (> 0 and <= BatchHead.MostRecords and var length))
            throw new FormatException("A receipt has 1 to 256 lines.");
        var lines = ImmutableArray.CreateBuilder<ReceiptLine>(length);
        for (var i = 0; i < length; i++)
        {
            var parts = r.ReadStartArray();
            var line = new ReceiptLine(new Digest(r.ReadByteString()), (ReceiptOutcome)r.ReadInt32());
            if (!Enum.IsDefined(line.Outcome))
                throw new FormatException("The receipt has no such outcome.");
            lines.Add(parts == 4 ? line with { Code = r.ReadTextString(), Retry = r.ReadBoolean() } : line);
            r.ReadEndArray();
        }
        r.ReadEndArray();
        return lines.MoveToImmutable();
    }

    private static void Int(CborWriter w, int key, long value)
    {
        w.WriteInt32(key);
        w.WriteInt64(value);
    }

    private static void Text(CborWriter w, int key, RecordId value)
    {
        w.WriteInt32(key);
        w.WriteTextString(value.ToString());
    }

    private static void Key(CborReader r, int key)
    {
        if (r.ReadInt32() != key)
            throw new FormatException($"The receipt lacks field {key}.");
    }

    private static long Int(CborReader r, int key)
    {
        Key(r, key);
        return r.ReadInt64();
    }

    private static RecordId Id(CborReader r, int key)
    {
        Key(r, key);
        return RecordId.Parse(r.ReadTextString());
    }
}
