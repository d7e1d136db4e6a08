using System.Collections.Immutable;

namespace Legation.Records;

/// <summary>Writes a header in form 1; keys ascend, which is their deterministic order.</summary>
internal static class HeaderWriter
{
    public static byte[] Write(RecordHeader header)
    {
        var w = new DeterministicWriter(stackalloc byte[DeterministicWriter.Usual]);
        Write(ref w, header);
        return w.Written.ToArray();
    }

    /// <summary>Whether the bytes are this header's one form.</summary>
    public static bool IsFormOf(RecordHeader header, ReadOnlySpan<byte> bytes)
    {
        var w = new DeterministicWriter(stackalloc byte[DeterministicWriter.Usual]);
        Write(ref w, header);
        return w.Written.SequenceEqual(bytes);
    }

    private static void Write(ref DeterministicWriter w, RecordHeader header)
    {
        w.WriteMap(Fields(header));
        Int(ref w, 1, RecordHeader.CurrentForm);
        Id(ref w, 2, header.Id);
        Int(ref w, 3, header.Schema);
        Int(ref w, 4, header.Version);
        if (header.Previous is { } previous)
            Hash(ref w, 5, previous);
        Id(ref w, 6, header.Home);
        Int(ref w, 7, header.Epoch);
        WriteAuthor(ref w, header.Author);
        Int(ref w, 9, header.Made.ToMicroseconds());
        w.WriteInteger(10);
        LabelCodec.Write(ref w, header.Label);
        WriteAudience(ref w, header.Audience);
        Int(ref w, 12, (int)header.Precedence);
        if (header.Expires is { } expires)
            Int(ref w, 13, expires.ToMicroseconds());
        if (!header.References.IsEmpty)
            WriteReferences(ref w, header.References);
        if (!header.Attachments.IsEmpty)
            WriteAttachments(ref w, header.Attachments);
        Hash(ref w, 16, header.BodyCommitment);
    }

    private static int Fields(RecordHeader header) =>
        12
        + (header.Previous is null ? 0 : 1)
        + (header.Expires is null ? 0 : 1)
        + (header.References.IsEmpty ? 0 : 1)
        + (header.Attachments.IsEmpty ? 0 : 1);

    private static void Int(ref DeterministicWriter w, int key, long value)
    {
        w.WriteInteger(key);
        w.WriteInteger(value);
    }

    private static void Id(ref DeterministicWriter w, int key, RecordId value)
    {
        w.WriteInteger(key);
        w.WriteId(value);
    }

    private static void Hash(ref DeterministicWriter w, int key, Digest value)
    {
        w.WriteInteger(key);
        w.WriteDigest(value);
    }

    private static void WriteAuthor(ref DeterministicWriter w, Author author)
    {
        w.WriteInteger(8);
        w.WriteList(author.OnBehalfOf is null ? 2 : 3);
        w.WriteId(author.Person);
        w.WriteId(author.Post);
        if (author.OnBehalfOf is { } post)
            w.WriteId(post);
    }

    private static void WriteAudience(ref DeterministicWriter w, ImmutableArray<RecordId> audience)
    {
        var parties = IsSet(audience) ? audience : [.. audience.Distinct().Order()];
        w.WriteInteger(11);
        w.WriteList(parties.Length);
        foreach (var party in parties)
            w.WriteId(party);
    }

    private static bool IsSet(ImmutableArray<RecordId> parties)
    {
        for (var i = 1; i < parties.Length; i++)
            if (parties[i - 1].CompareTo(parties[i]) >= 0)
                return false;
        return true;
    }

    private static void WriteReferences(ref DeterministicWriter w, ImmutableArray<RecordReference> references)
    {
        w.WriteInteger(14);
        w.WriteList(references.Length);
        foreach (var reference in references)
        {
            w.WriteList(4);
            w.WriteId(reference.Id);
            w.WriteInteger(reference.Epoch);
            w.WriteInteger(reference.Version);
            w.WriteDigest(reference.Hash);
        }
    }

    private static void WriteAttachments(ref DeterministicWriter w, ImmutableArray<AttachmentReference> attachments)
    {
        w.WriteInteger(15);
        w.WriteList(attachments.Length);
        foreach (var attachment in attachments)
        {
            w.WriteList(3);
            w.WriteDigest(attachment.Hash);
            w.WriteInteger(attachment.Size);
            w.WriteText(attachment.MediaType);
        }
    }
}
