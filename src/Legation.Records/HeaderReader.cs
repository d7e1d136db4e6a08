using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Legation.Records;

/// <summary>Reads a header of form 1; whether its form is the deterministic one, <see cref="HeaderCodec"/> checks.</summary>
internal static class HeaderReader
{
    private const int MaxListed = 4096;

    public static RecordHeader Read(ReadOnlyMemory<byte> bytes)
    {
        var r = new CborReader(bytes, CborConformanceMode.Canonical);
        r.ReadStartMap();
        var f = new HeaderFields();
        while (r.PeekState() != CborReaderState.EndMap)
            ReadField(r, ref f, r.ReadInt32());
        r.ReadEndMap();
        if (r.BytesRemaining != 0)
            throw new FormatException("Bytes follow the header.");
        return f.ToHeader();
    }

    // csharpier-ignore
    private static void ReadField(CborReader r, ref HeaderFields f, int key)
    {
        switch (key)
        {
            case 1: f.Form = r.ReadInt32(); break;
            case 2: f.Id = Id(r); break;
            case 3: f.Schema = Counted(r); break;
            case 4: f.Version = Counted(r); break;
            case 5: f.Previous = Hash(r); break;
            case 6: f.Home = Id(r); break;
            case 7: f.Epoch = Counted(r); break;
            case 8: f.Author = ReadAuthor(r); break;
            case 9: f.Made = Instants.FromMicroseconds(r.ReadInt64()); break;
            case 10: f.Label = LabelCodec.Read(r); break;
            case 11: f.Audience = List(r, Id); break;
            case 12: f.Precedence = ReadPrecedence(r); break;
            case 13: f.Expires = Instants.FromMicroseconds(r.ReadInt64()); break;
            case 14: f.References = List(r, ReadReference); break;
            case 15: f.Attachments = List(r, ReadAttachment); break;
            case 16: f.BodyCommitment = Hash(r); break;
            default: throw new FormatException($"The header has an unknown field {key}.");
        }
    }

    private static Precedence ReadPrecedence(CborReader r) =>
        r.ReadInt32() is var p && Enum.IsDefined((Precedence)p)
            ? (Precedence)p
            : throw new FormatException("Unknown precedence.");

    private static Author ReadAuthor(CborReader r)
    {
        var length = r.ReadStartArray();
        var author = new Author(Id(r), Id(r), length == 3 ? Id(r) : null);
        r.ReadEndArray();
        return author;
    }

    private static RecordReference ReadReference(CborReader r)
    {
        r.ReadStartArray();
        var reference = new RecordReference(Id(r), Counted(r), Counted(r), Hash(r));
        r.ReadEndArray();
        return reference;
    }

    private static AttachmentReference ReadAttachment(CborReader r)
    {
        r.ReadStartArray();
        var attachment = new AttachmentReference(Hash(r), r.ReadInt64(), r.ReadTextString());
        r.ReadEndArray();
        return attachment.Size >= 0 ? attachment : throw new FormatException("An attachment has no size below zero.");
    }

    private static ImmutableArray<T> List<T>(CborReader r, Func<CborReader, T> read)
    {
        var length = r.ReadStartArray() ?? throw new FormatException("A list has no stated length.");
        if (length > MaxListed)
            throw new FormatException("A list is too long.");
        var items = ImmutableArray.CreateBuilder<T>(length);
        for (var i = 0; i < length; i++)
            items.Add(read(r));
        r.ReadEndArray();
        return items.MoveToImmutable();
    }

    private static int Counted(CborReader r) =>
        r.ReadInt32() is var n and >= 1 ? n : throw new FormatException("Schemas, versions and epochs count from 1.");

    private static RecordId Id(CborReader r) => RecordId.Parse(r.ReadDefiniteLengthTextStringBytes().Span);

    private static Digest Hash(CborReader r) => new(r.ReadDefiniteLengthByteString().Span);
}
