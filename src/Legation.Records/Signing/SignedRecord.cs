using System.Security.Cryptography;
using System.Security.Cryptography.Cose;

namespace Legation.Records.Signing;

/// <summary>
/// One version of a record as it is stored and sent: the COSE_Sign1 with the header inside, the salt and the body,
/// byte for byte as its home node made them.
/// </summary>
public sealed class SignedRecord
{
    private const int SaltLength = 16;
    private readonly Lazy<(string Label, string Audience)> keys;

    private SignedRecord(
        byte[] envelope,
        byte[] salt,
        byte[] body,
        ReadOnlyMemory<byte> header,
        Func<ReadOnlyMemory<byte>, RecordHeader> decode
    )
    {
        Envelope = envelope;
        Salt = salt;
        Body = body;
        Hash = Digest.Of(header.Span);
        Header = decode(header);
        keys = new(() => (Interned.LabelKey(Header.Label), Interned.AudienceKey(Header.Audience)));
    }

    /// <summary>The COSE_Sign1, as received.</summary>
    public byte[] Envelope { get; }

    /// <summary>Sixteen random bytes that keep a short body from being guessed from the header.</summary>
    public byte[] Salt { get; }

    /// <summary>UTF-8 JSON, as received.</summary>
    public byte[] Body { get; }

    /// <summary>What the envelope says. Not to be believed before <see cref="IsSignedBy"/>.</summary>
    public RecordHeader Header { get; }

    /// <summary>SHA-256 of the encoded header: the name of this version. It does not depend on the signature's bytes.</summary>
    public Digest Hash { get; }

    /// <summary>
    /// Signs a record that this node makes. <paramref name="draft"/>'s body commitment is filled in. The record holds
    /// what others will read: instants cut to microseconds, parties sorted.
    /// </summary>
    /// <exception cref="FormatException">No node would take it: beyond <see cref="RecordLimits"/>, or a number out of range.</exception>
    public static SignedRecord Sign(RecordHeader draft, byte[] body, IRecordSigner signer)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var header = HeaderCodec.Encode(draft with { BodyCommitment = Commit(salt, body) });
        return Read(signer.Sign(header, SignedContent.RecordHeader), salt, body, HeaderCodec.DecodeOwn);
    }

    /// <summary>Reads a record as received or stored; nothing is verified yet.</summary>
    /// <exception cref="FormatException">Not a COSE_Sign1 with a header inside, or beyond <see cref="RecordLimits"/>.</exception>
    public static SignedRecord Read(byte[] envelope, byte[] salt, byte[] body) =>
        Read(envelope, salt, body, HeaderCodec.Decode);

    private static SignedRecord Read(
        byte[] envelope,
        byte[] salt,
        byte[] body,
        Func<ReadOnlyMemory<byte>, RecordHeader> decode
    )
    {
        if (envelope.Length > RecordLimits.Envelope || body.Length > RecordLimits.Body)
            throw new FormatException("The record is larger than a node takes.");
        // The commitment does not say where the salt ends: its length does.
        if (salt.Length != SaltLength)
            throw new FormatException("A salt has 16 bytes.");
        return Sign1.Read(envelope)?.Content is { } header
            ? new SignedRecord(envelope, salt, body, header, decode)
            : throw new FormatException("The envelope is not a COSE_Sign1 with a header inside.");
    }

    /// <summary>Which key the envelope says signed it; null if it says none. To be believed no more than the header.</summary>
    public Digest? KeyId => Sign1.Read(Envelope) is { } message ? Sign1.KeyIdOf(message) : null;

    /// <summary>True if the key signed this header.</summary>
    public bool IsSignedBy(VerificationKey key) =>
        // Read again, which is nothing beside the check: kept, it would be a third of what a record takes in memory.
        Sign1.Read(Envelope)
            is { } message
        && key.Verify(message, SignedContent.RecordHeader);

    /// <summary>True if salt and body are those that the header commits to.</summary>
    public bool BodyMatches() => Commit(Salt, Body) == Header.BodyCommitment;

    /// <summary>A reference to this version.</summary>
    public RecordReference ToReference() => new(Header.Id, Header.Epoch, Header.Version, Hash);

    /// <summary>Computes on the caller's thread what the ledger's one writer would otherwise have to.</summary>
    public void Prepare() => _ = keys.Value;

    internal string LabelKey => keys.Value.Label;

    internal string AudienceKey => keys.Value.Audience;

    private static Digest Commit(byte[] salt, byte[] body)
    {
        Span<byte> hash = stackalloc byte[Digest.Length];
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(salt);
        sha.AppendData(body);
        sha.GetHashAndReset(hash);
        return new Digest(hash);
    }
}
