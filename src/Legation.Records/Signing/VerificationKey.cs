using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;

namespace Legation.Records.Signing;

/// <summary>Whether the signature of a message is good, whose headers are as a node writes them.</summary>
internal delegate bool CheckSignature(CoseSign1Message message);

/// <summary>A node's public signing key. ES256 on P-256 only: the key fixes the algorithm, never the message.</summary>
public sealed class VerificationKey : IDisposable
{
    private const int Es256 = -7;
    private readonly byte[] publicKey;
    private readonly byte[] keyIdBytes;
    private readonly CheckSignature check;
    private readonly ConcurrentBag<ECDsa> idle = [];

    /// <summary>Takes a DER SubjectPublicKeyInfo.</summary>
    /// <exception cref="CryptographicException">Not a P-256 public key.</exception>
    public VerificationKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        publicKey = subjectPublicKeyInfo.ToArray();
        var key = Create();
        NodeKey.RequireP256(key);
        idle.Add(key);
        check = IsEs256;
        KeyId = Digest.Of(publicKey);
        keyIdBytes = KeyId.ToBytes();
    }

    /// <summary>The key of an <see cref="IRecordSigner"/> that computes no curves.</summary>
    internal VerificationKey(ReadOnlySpan<byte> subjectPublicKeyInfo, CheckSignature check)
    {
        publicKey = subjectPublicKeyInfo.ToArray();
        this.check = check;
        KeyId = Digest.Of(publicKey);
        keyIdBytes = KeyId.ToBytes();
    }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo.</summary>
    public Digest KeyId { get; }

    /// <summary>DER SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> PublicKey => publicKey;

    /// <summary>True if the message is a COSE_Sign1 by this key over content of the stated type.</summary>
    public bool Verify(CoseSign1Message message, string contentType) => IsOurs(message, contentType) && check(message);

    /// <summary>The payload, if the bytes are a COSE_Sign1 by this key over content of the stated type; else null.</summary>
    public byte[]? Open(byte[] signed, string contentType) =>
        Sign1.Read(signed) is { } message && Verify(message, contentType) ? message.Content?.ToArray() : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        while (idle.TryTake(out var key))
            key.Dispose();
    }

    // Exactly what a node writes: a header that we do not know could be one that changes the meaning (RFC 9052 §3.1, crit),
    // and what is unprotected could be altered on the way.
    private bool IsOurs(CoseSign1Message message, string contentType)
    {
        var headers = message.ProtectedHeaders;
        try
        {
            return headers.Count == 3
                && message.UnprotectedHeaders.Count == 0
                && headers.TryGetValue(CoseHeaderLabel.Algorithm, out var algorithm)
                && algorithm.GetValueAsInt32() == Es256
                && headers.TryGetValue(CoseHeaderLabel.ContentType, out var type)
                && type.GetValueAsString() == contentType
                && headers.TryGetValue(CoseHeaderLabel.KeyIdentifier, out var keyId)
                && keyId.GetValueAsBytes().AsSpan().SequenceEqual(keyIdBytes);
        }
        catch (InvalidOperationException)
        {
            // A header of another type than ours.
            return false;
        }
    }

    private bool IsEs256(CoseSign1Message message)
    {
        if (!idle.TryTake(out var key))
            key = Create();
        try
        {
            return message.VerifyEmbedded(key);
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            idle.Add(key);
        }
    }

    private ECDsa Create()
    {
        var key = ECDsa.Create();
        // Else one key would have many ids.
        return Import(key) == publicKey.Length ? key : throw new CryptographicException("Bytes follow the public key.");
    }

    private int Import(ECDsa key)
    {
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read;
        }
        // What the platform says of a curve that it does not know.
        catch (PlatformNotSupportedException e)
        {
            throw new CryptographicException("The key is on a curve that is not known here.", e);
        }
    }
}
