using System.Collections.Immutable;
using System.Formats.Cbor;
using Legation.Labels;

namespace Legation.Records;

/// <summary>
/// The header as deterministic CBOR (RFC 8949 §4.2): a map with small integer keys in ascending order, absent values
/// left out, ids as text, hashes as byte strings, instants as microseconds since 1970-01-01T00:00:00Z.
/// </summary>
public static class HeaderCodec
{
    private const int MaxListed = 4096;

    /// <summary>Encodes the header; equal headers give equal bytes.</summary>
    public static byte[] Encode(RecordHeader header)
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(null);
        Int(w, 1, RecordHeader.CurrentForm);
        Text(w, 2, header.Id.ToString());
        Int(w, 3, header.Schema);
        Int(w, 4, header.Version);
        if (header.Previous is { } previous)
            Bytes(w, 5, previous);
        Text(w, 6, header.Home.ToString());
        Int(w, 7, header.Epoch);
        WriteAuthor(w, header.Author);
        Int(w, 9, header.Made.ToMicroseconds());
        w.WriteInt32(10);
        LabelCodec.Write(w, header.Label);
        WriteAudience(w, header.Audience);
        Int(w, 12, (int)header.Precedence);
        if (header.Expires is { } expires)
            Int(w, 13, expires.ToMicroseconds());
        if (!header.References.IsEmpty)
            WriteReferences(w, header.References);
        if (!header.Attachments.IsEmpty)
            WriteAttachments(w, header.Attachments);
        Bytes(w, 16, header.BodyCommitment);
        w.WriteEndMap();
        return w.Encode();
    }

    /// <summary>Decodes a header as received.</summary>
    /// <exception cref="FormatException">The bytes are not a header in deterministic form, or lack a required value.</exception>
    public static RecordHeader Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Read(bytes);
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new FormatException("The header is not deterministic CBOR of form 1.", e);
        }
    }

    private static RecordHeader Read(ReadOnlyMemory<byte> bytes)
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

    private static void ReadField(CborReader r, ref HeaderFields f, int key)
    {
        switch (key)
        {
            case 1:
                if (r.ReadInt32() != RecordHeader.CurrentForm)
                    throw new FormatException("The header's form is not known here.");
                break;
            case 2: f.Id = Id(r); break;
            case 3: f.Schema = r.ReadInt32(); break;
            case 4: f.Version = r.ReadInt32(); break;
            case 5: f.Previous = Hash(r); break;
            case 6: f.Home = Id(r); break;
            case 7: f.Epoch = r.ReadInt32(); break;
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
        r.ReadInt32() is var p && Enum.IsDefined((Precedence)p) ? (Precedence)p : throw new FormatException("Unknown precedence.");

    private static void Int(CborWriter w, int key, long value)
    {
        w.WriteInt32(key);
        w.WriteInt64(value);
    }

    private static void Text(CborWriter w, int key, string value)
    {
        w.WriteInt32(key);
        w.WriteTextString(value);
    }

    private static void Bytes(CborWriter w, int key, Digest value)
    {
        w.WriteInt32(key);
        Write(w, value);
    }

    private static void Write(CborWriter w, Digest value)
    {
        Span<byte> hash = stackalloc byte[Digest.Length];
        value.CopyTo(hash);
        w.WriteByteString(hash);
    }

    private static void WriteAuthor(CborWriter w, Author author)
    {
        w.WriteInt32(8);
        w.WriteStartArray(author.OnBehalfOf is null ? 2 : 3);
        w.WriteTextString(author.Person.ToString());
        w.WriteTextString(author.Post.ToString());
        if (author.OnBehalfOf is { } post)
            w.WriteTextString(post.ToString());
        w.WriteEndArray();
    }

    private static Author ReadAuthor(CborReader r)
    {
        var length = r.ReadStartArray();
        var author = new Author(Id(r), Id(r), length == 3 ? Id(r) : null);
        r.ReadEndArray();
        return author;
    }

    private static void WriteAudience(CborWriter w, ImmutableArray<RecordId> audience)
    {
        w.WriteInt32(11);
        w.WriteStartArray(audience.Length);
        foreach (var party in audience)
            w.WriteTextString(party.ToString());
        w.WriteEndArray();
    }

    private static void WriteReferences(CborWriter w, ImmutableArray<RecordReference> references)
    {
        w.WriteInt32(14);
        w.WriteStartArray(references.Length);
        foreach (var reference in references)
        {
            w.WriteStartArray(4);
            w.WriteTextString(reference.Id.ToString());
            w.WriteInt32(reference.Epoch);
            w.WriteInt32(reference.Version);
            Write(w, reference.Hash);
            w.WriteEndArray();
        }
        w.WriteEndArray();
    }

    private static RecordReference ReadReference(CborReader r)
    {
        r.ReadStartArray();
        var reference = new RecordReference(Id(r), r.ReadInt32(), r.ReadInt32(), Hash(r));
        r.ReadEndArray();
        return reference;
    }

    private static void WriteAttachments(CborWriter w, ImmutableArray<AttachmentReference> attachments)
    {
        w.WriteInt32(15);
        w.WriteStartArray(attachments.Length);
        foreach (var attachment in attachments)
        {
            w.WriteStartArray(3);
            Write(w, attachment.Hash);
            w.WriteInt64(attachment.Size);
            w.WriteTextString(attachment.MediaType);
            w.WriteEndArray();
        }
        w.WriteEndArray();
    }

    private static AttachmentReference ReadAttachment(CborReader r)
    {
        r.ReadStartArray();
        var attachment = new AttachmentReference(Hash(r), r.ReadInt64(), r.ReadTextString());
        r.ReadEndArray();
        return attachment;
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

    private static RecordId Id(CborReader r) => RecordId.Parse(r.ReadTextString());

    private static Digest Hash(CborReader r) => new(r.ReadByteString());

    private struct HeaderFields
    {
        public RecordId? Id, Home;
        public int? Schema, Version, Epoch;
        public Digest? Previous, BodyCommitment;
        public Author? Author;
        public DateTimeOffset? Made, Expires;
        public Label? Label;
        public ImmutableArray<RecordId>? Audience;
        public Precedence? Precedence;
        public ImmutableArray<RecordReference>? References;
        public ImmutableArray<AttachmentReference>? Attachments;

        public readonly RecordHeader ToHeader()
        {
            var made = Made ?? throw Missing(nameof(Made));
            return new RecordHeader
            {
                Id = Id ?? throw Missing(nameof(Id)),
                Schema = Schema ?? throw Missing(nameof(Schema)),
                Version = Version ?? throw Missing(nameof(Version)),
                Previous = Previous,
                Home = Home ?? throw Missing(nameof(Home)),
                Epoch = Epoch ?? throw Missing(nameof(Epoch)),
                Author = Author ?? throw Missing(nameof(Author)),
                Made = made,
                Label = (Label ?? throw Missing(nameof(Label))) with { Made = made },
                Audience = Audience ?? throw Missing(nameof(Audience)),
                Precedence = Precedence ?? throw Missing(nameof(Precedence)),
                Expires = Expires,
                References = References ?? [],
                Attachments = Attachments ?? [],
                BodyCommitment = BodyCommitment ?? throw Missing(nameof(BodyCommitment)),
            };
        }

        private static FormatException Missing(string field) => new($"The header lacks {field}.");
    }
}
