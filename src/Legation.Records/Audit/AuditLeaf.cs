using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Legation.Records.Audit;

/// <summary>What a journal entry is.</summary>
public enum EntryType
{
    /// <summary>A version of a record; the content is its envelope.</summary>
    Record = 1,

    /// <summary>A receipt that this node gave; the content is the signed receipt.</summary>
    ReceiptGiven = 2,

    /// <summary>A receipt that a peer gave; the content is the signed receipt.</summary>
    ReceiptTaken = 3,

    /// <summary>Decisions to release a batch or to hold back part of it, one by one.</summary>
    ReleaseDecision = 4,

    /// <summary>What was read, by whom, in one request.</summary>
    Read = 5,

    /// <summary>An administrative act: accounts, tokens, links, cards.</summary>
    AdministrativeAct = 6,

    /// <summary>Something that ought not to happen, such as two versions with one number.</summary>
    SecurityEvent = 7,

    /// <summary>A number whose record was withdrawn, by this node or a peer; the content is the signed statement.</summary>
    Void = 8,
}

/// <summary>The audit leaf of a journal entry.</summary>
public static class AuditLeaf
{
    /// <summary>
    /// SHA-256(0x00 ‖ type ‖ instant ‖ SHA-256(content)) with the type as one byte and the instant as eight bytes,
    /// microseconds, big-endian: an RFC 9162 §2.1.1 leaf hash over 41 bytes.
    /// </summary>
    public static Digest Hash(EntryType type, long at, ReadOnlySpan<byte> content)
    {
        Span<byte> leaf = stackalloc byte[1 + 1 + 8 + Digest.Length];
        leaf[0] = 0;
        leaf[1] = (byte)type;
        BinaryPrimitives.WriteInt64BigEndian(leaf[2..], at);
        SHA256.HashData(content, leaf[10..]);
        return Digest.Of(leaf);
    }
}
