using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>Signs with the key that is in use, also after it was changed.</summary>
public sealed class CurrentSigner(INodeKeys keys) : IRecordSigner
{
    /// <inheritdoc/>
    public Digest KeyId => keys.InUse.Signer.KeyId;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey => keys.InUse.Signer.PublicKey;

    /// <inheritdoc/>
    public byte[] Sign(byte[] payload, string contentType) => keys.InUse.Signer.Sign(payload, contentType);
}
