namespace Legation.Records.Signing;

/// <summary>The node's signing key, wherever it is kept. Safe for use by many threads.</summary>
public interface IRecordSigner
{
    /// <summary>SHA-256 of the public key's SubjectPublicKeyInfo.</summary>
    Digest KeyId { get; }

    /// <summary>DER SubjectPublicKeyInfo of the public key.</summary>
    ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Makes a COSE_Sign1 (RFC 9052 §4.2, ES256) with the payload inside.</summary>
    /// <param name="payload">The bytes to sign.</param>
    /// <param name="contentType">What the payload is, so that no signature can be passed off as one of another type.</param>
    byte[] Sign(byte[] payload, string contentType);
}

/// <summary>Content types of what a node signs.</summary>
public static class SignedContent
{
    /// <summary>A record's header.</summary>
    public const string RecordHeader = "application/vnd.legation.header+cbor";

    /// <summary>A receipt for a batch.</summary>
    public const string Receipt = "application/vnd.legation.receipt+cbor";

    /// <summary>What a node says to a peer of its journal and its lanes.</summary>
    public const string Head = "application/vnd.legation.head+cbor";

    /// <summary>A node card.</summary>
    public const string NodeCard = "application/vnd.legation.card+cbor";

    /// <summary>The end of a file that is carried from node to node.</summary>
    public const string CarriedFile = "application/vnd.legation.carried+cbor";

    /// <summary>That a number of a lane carries nothing any more.</summary>
    public const string Void = "application/vnd.legation.void+cbor";
}
