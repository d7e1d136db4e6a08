using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;

namespace Legation.Records.Signing;

/// <summary>
/// A P-256 key held in the process. An ECDsa instance serves one thread at a time, so idle ones are kept in a bag.
/// </summary>
public sealed class NodeKey : IRecordSigner, IDisposable
{
    /// <summary>Object identifier of the curve (RFC 5480 §2.1.1.1).</summary>
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly ECParameters parameters;
    private readonly ConcurrentBag<ECDsa> idle = [];

    private NodeKey(ECParameters parameters)
    {
        this.parameters = parameters;
        using var key = ECDsa.Create(parameters);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        PublicKey = publicKey;
        KeyId = Digest.Of(publicKey);
    }

    /// <inheritdoc/>
    public Digest KeyId { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Makes a new key.</summary>
    public static NodeKey Generate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new NodeKey(key.ExportParameters(includePrivateParameters: true));
    }

    /// <summary>Reads an unencrypted PKCS #8 PEM.</summary>
    /// <exception cref="CryptographicException">Not such a key, or not on P-256.</exception>
    public static NodeKey FromPem(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        RequireP256(key);
        return new NodeKey(key.ExportParameters(includePrivateParameters: true));
    }

    /// <summary>Other curves have keys of 256 bits too.</summary>
    internal static void RequireP256(ECDsa key)
    {
        if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != P256)
            throw new CryptographicException("A node's key is on P-256.");
    }

    /// <summary>Unencrypted PKCS #8 PEM, for the node's own folder.</summary>
    public string ToPem()
    {
        using var key = ECDsa.Create(parameters);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <inheritdoc/>
    public byte[] Sign(byte[] payload, string contentType)
    {
        if (!idle.TryTake(out var key))
            key = ECDsa.Create(parameters);
        try
        {
            var protectedHeaders = new CoseHeaderMap
            {
                [CoseHeaderLabel.ContentType] = CoseHeaderValue.FromString(contentType),
                [CoseHeaderLabel.KeyIdentifier] = CoseHeaderValue.FromBytes(KeyId.ToBytes()),
            };
            return CoseSign1Message.SignEmbedded(
                payload,
                new CoseSigner(key, HashAlgorithmName.SHA256, protectedHeaders)
            );
        }
        finally
        {
            idle.Add(key);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (idle.TryTake(out var key))
            key.Dispose();
    }
}
