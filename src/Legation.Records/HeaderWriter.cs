using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Legation.Records;

/// <summary>Writes a header in form 1; keys ascend, which is their deterministic order.</summary>
internal static class HeaderWriter
{
    public static byte[] Write(RecordHeader header)
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(Fields(header));
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

    private static int Fields(RecordHeader header) =>
        12
        + (header.Previous is null ? 0 : 1)
        + (header.Expires is null ? 0 : 1)
        + (header.References.IsEmpty ? 0 : 1)
        + (header.Attachments.IsEmpty ? 0 : 1);

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

    private static void WriteAudience(CborWriter w, ImmutableArray<RecordId> audience)
    {
        var parties = IsSet(audience) ? audience : [.. audience.Distinct().Order()];
        w.WriteInt32(11);
        w.WriteStartArray(parties.Length);
        foreach (var party in parties)
            w.WriteTextString(party.ToString());
        w.WriteEndArray();
    }

    private static bool IsSet(ImmutableArray<RecordId> parties)
    {
        for (var i = 1; i < parties.Length; i++)
            if (parties[i - 1].CompareTo(parties[i]) >= 0)
                return false;
        return true;
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
}
