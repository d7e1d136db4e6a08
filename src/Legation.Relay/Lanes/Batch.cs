using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Legation.Relay;

/// <summary>What a batch says of itself and its records, without them.</summary>
/// <param name="Sender">Node that numbers it.</param>
/// <param name="Epoch">Epoch of the sender.</param>
/// <param name="Receiver">Node for which it is numbered.</param>
/// <param name="Lane">Lane of all its records.</param>
/// <param name="First">Number of its first record; the others follow without a gap.</param>
/// <param name="Hashes">Hash of each record's header, in order.</param>
internal sealed record BatchHead(
    RecordId Sender,
    int Epoch,
    RecordId Receiver,
    Lane Lane,
    long First,
    ImmutableArray<Digest> Hashes
)
{
    /// <summary>Most records in one batch.</summary>
    public const int MostRecords = 256;

    /// <summary>Number of its last record.</summary>
    public long Last => First + Hashes.Length - 1;

    /// <summary>One digest for all that is numbered: a batch that comes again must have the same.</summary>
    public Digest Content()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> hash = stackalloc byte[Digest.Length];
        foreach (var record in Hashes)
        {
            record.CopyTo(hash);
            sha.AppendData(hash);
        }
        sha.GetHashAndReset(hash);
        return new Digest(hash);
    }
}

/// <summary>A record in a batch, as its home made it; or, without salt and body, the signed void of its number.</summary>
internal sealed record BatchItem(byte[] Envelope, byte[] Salt, byte[] Body)
{
    public static BatchItem Void(byte[] signed) => new(signed, [], []);

    /// <summary>True if it says that it is void; whether its sender signed that is to be checked.</summary>
    public bool ClaimsVoid => Envelope.Length > 0 && Salt.Length == 0 && Body.Length == 0;
}

/// <summary>A batch as it travels.</summary>
internal sealed record Batch(BatchHead Head, IReadOnlyList<BatchItem> Items);
