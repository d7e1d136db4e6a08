using System.Formats.Cbor;

namespace Legation.Records;

/// <summary>
/// The header as deterministic CBOR (RFC 8949 §4.2): a map with small integer keys in ascending order, absent values
/// left out, ids as text, hashes as byte strings, instants as microseconds since 1970-01-01T00:00:00Z. What is a set
/// (parties, values of a tag set, alternative labels) is written sorted and once.
/// </summary>
public static class HeaderCodec
{
    /// <summary>Encodes the header; headers that say the same in the same spelling give equal bytes.</summary>
    public static byte[] Encode(RecordHeader header) => HeaderWriter.Write(header);

    /// <summary>Decodes a header as received.</summary>
    /// <exception cref="FormatException">The bytes are not a header in deterministic form, or lack a required value.</exception>
    public static RecordHeader Decode(ReadOnlyMemory<byte> bytes)
    {
        var header = DecodeOwn(bytes);
        // One header, one form: else two hashes could name one version, and a reader in another language would differ.
        return HeaderWriter.IsFormOf(header, bytes.Span)
            ? header
            : throw new FormatException("The header is not in its deterministic form.");
    }

    /// <summary>Decodes what this program has just encoded: its form needs no check.</summary>
    internal static RecordHeader DecodeOwn(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return HeaderReader.Read(bytes);
        }
        catch (Exception e)
            when (e is CborContentException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new FormatException("The header is not deterministic CBOR of form 1.", e);
        }
    }
}
