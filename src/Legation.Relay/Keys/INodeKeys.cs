using System.Security.Cryptography.X509Certificates;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>What a node signs with, and the certificate that it shows.</summary>
/// <param name="Signer">The signing key.</param>
/// <param name="Certificate">Self-signed, with its private key; peers pin its public key.</param>
public sealed record NodeSecrets(IRecordSigner Signer, X509Certificate2 Certificate);

/// <summary>
/// Where a node keeps its secret keys: those in use, and beside them the next ones, from when they are made until they
/// come into use.
/// </summary>
public interface INodeKeys
{
    /// <summary>Those in use.</summary>
    NodeSecrets InUse { get; }

    /// <summary>Those that will be; what does not change is as in use. Null: no change is under way.</summary>
    NodeSecrets? Next { get; }

    /// <summary>
    /// Makes the next keys; they are durable when it returns. Null: the keys of this node are not this program's to make.
    /// </summary>
    NodeSecrets? MakeNext(bool signing, bool tls);

    /// <summary>The next ones come into use; those before them are destroyed. May be done again after a crash in it.</summary>
    void UseNext();

    /// <summary>Gives the next ones up.</summary>
    void DropNext();
}

/// <summary>Keys that the program was handed: it does not change them.</summary>
internal sealed class HandedKeys(NodeIdentity self, RelayOptions options) : INodeKeys
{
    public NodeSecrets InUse { get; } =
        new(self.Signer, options.Certificate ?? throw new InvalidOperationException("The relay has no certificate."));

    public NodeSecrets? Next => null;

    public NodeSecrets? MakeNext(bool signing, bool tls) => null;

    public void UseNext() { }

    public void DropNext() { }
}
