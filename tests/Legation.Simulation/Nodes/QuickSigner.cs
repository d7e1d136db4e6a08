using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;

namespace Legation.Simulation;

/// <summary>
/// Signs with a hash, so that elliptic curves do not bound how many schedules run: what is altered, and what another key
/// is said to have signed, is found out; nobody in a simulated network forges. Cards are signed by the key itself.
/// </summary>
internal sealed class QuickSigner(NodeKey key) : IRecordSigner
{
    public Digest KeyId => key.KeyId;

    public ReadOnlyMemory<byte> PublicKey => key.PublicKey;

    /// <summary>The key by which is checked what a signer of this kind has signed.</summary>
    public static VerificationKey Read(ReadOnlySpan<byte> subjectPublicKeyInfo) => new(subjectPublicKeyInfo, IsSigned);

    public byte[] Sign(byte[] payload, string contentType) =>
        contentType == SignedContent.NodeCard ? key.Sign(payload, contentType) : SignQuickly(payload, contentType);

    private byte[] SignQuickly(byte[] payload, string contentType)
    {
        var headers = Headers(contentType);
        var w = new CborWriter(CborConformanceMode.Lax, initialCapacity: payload.Length + 200);
        w.WriteTag((CborTag)18);
        w.WriteStartArray(4);
        w.WriteByteString(headers);
        w.WriteStartMap(0);
        w.WriteEndMap();
        w.WriteByteString(payload);
        w.WriteByteString(Signature(headers, payload));
        w.WriteEndArray();
        return w.Encode();
    }

    private static bool IsSigned(CoseSign1Message message) =>
        message.Content is { } content
        && Signature(message.RawProtectedHeaders.Span, content.Span).AsSpan().SequenceEqual(message.Signature.Span);

    private byte[] Headers(string contentType)
    {
        var w = new CborWriter();
        w.WriteStartMap(3);
        w.WriteInt32(1);
        w.WriteInt32(-7);
        w.WriteInt32(3);
        w.WriteTextString(contentType);
        w.WriteInt32(4);
        w.WriteByteString(KeyId.ToBytes());
        w.WriteEndMap();
        return w.Encode();
    }

    // As long as an ES256 signature.
    private static byte[] Signature(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> payload)
    {
        var hash = SHA256.HashData([.. headers, .. payload]);
        return [.. hash, .. hash];
    }
}
