using System.Buffers.Binary;
using System.Text;

namespace Legation.Records;

/// <summary>
/// Writes CBOR in its deterministic form (RFC 8949 §4.2): shortest heads, stated lengths. The caller writes keys in
/// their order. Begins in memory that the caller has on its stack: most headers fit, so that checking one costs nothing
/// to collect.
/// </summary>
internal ref struct DeterministicWriter(Span<byte> initial)
{
    /// <summary>Enough for most headers.</summary>
    public const int Usual = 1024;

    private const int Negative = 1;
    private const int ByteString = 2;
    private const int TextString = 3;
    private const int List = 4;
    private const int Map = 5;
    private const int LongestHead = 9;
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private Span<byte> buffer = initial;
    private int length;

    public readonly ReadOnlySpan<byte> Written => buffer[..length];

    public void WriteMap(int fields) => WriteHead(Map, (ulong)fields);

    public void WriteList(int items) => WriteHead(List, (ulong)items);

    public void WriteInteger(long value)
    {
        if (value >= 0)
            WriteHead(0, (ulong)value);
        else
            WriteHead(Negative, (ulong)~value);
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteHead(ByteString, (ulong)bytes.Length);
        WriteEncoded(bytes);
    }

    public void WriteText(string text)
    {
        var count = Utf8.GetByteCount(text);
        WriteHead(TextString, (ulong)count);
        Utf8.GetBytes(text, Take(count));
    }

    public void WriteId(RecordId id)
    {
        var count = Utf8.GetByteCount(id.Kind);
        WriteHead(TextString, (ulong)(count + RecordId.Separator.Length + RecordId.UuidLength));
        Utf8.GetBytes(id.Kind, Take(count));
        WriteEncoded("--"u8);
        id.Uuid.TryFormat(Take(RecordId.UuidLength), out _, "D");
    }

    public void WriteDigest(Digest digest)
    {
        WriteHead(ByteString, Digest.Length);
        digest.CopyTo(Take(Digest.Length));
    }

    /// <summary>Writes what is in its deterministic form already.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> encoded) => encoded.CopyTo(Take(encoded.Length));

    private void WriteHead(int major, ulong value)
    {
        var head = Reserve(LongestHead);
        var size = 1;
        head[0] = (byte)(major << 5);
        if (value < 24)
            head[0] |= (byte)value;
        else if (value <= byte.MaxValue)
            (head[0], head[1], size) = ((byte)(head[0] | 24), (byte)value, 2);
        else if (value <= ushort.MaxValue)
        {
            (head[0], size) = ((byte)(head[0] | 25), 3);
            BinaryPrimitives.WriteUInt16BigEndian(head[1..], (ushort)value);
        }
        else if (value <= uint.MaxValue)
        {
            (head[0], size) = ((byte)(head[0] | 26), 5);
            BinaryPrimitives.WriteUInt32BigEndian(head[1..], (uint)value);
        }
        else
        {
            (head[0], size) = ((byte)(head[0] | 27), LongestHead);
            BinaryPrimitives.WriteUInt64BigEndian(head[1..], value);
        }
        length += size;
    }

    private Span<byte> Take(int count)
    {
        var taken = Reserve(count)[..count];
        length += count;
        return taken;
    }

    private Span<byte> Reserve(int count)
    {
        if (buffer.Length - length < count)
        {
            var larger = new byte[Math.Max(2 * buffer.Length, length + count)];
            Written.CopyTo(larger);
            buffer = larger;
        }
        return buffer[length..];
    }
}
