using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;

namespace Legation.Records.Signing;

/// <summary>Reads COSE_Sign1 (RFC 9052 §4.2) from whoever sent it.</summary>
public static class Sign1
{
    /// <summary>The id of the key that is said to have signed; null if none is said.</summary>
    public static Digest? KeyIdOf(CoseSign1Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            return
                message.ProtectedHeaders.TryGetValue(CoseHeaderLabel.KeyIdentifier, out var id)
                && id.GetValueAsBytes() is { Length: Digest.Length } bytes
                ? new Digest(bytes)
                : null;
        }
        catch (InvalidOperationException)
        {
            // A key id of another type than ours.
            return null;
        }
    }

    /// <summary>The message; null if the bytes are none.</summary>
    public static CoseSign1Message? Read(byte[] bytes)
    {
        try
        {
            return CoseMessage.DecodeSign1(bytes);
        }
        // The library says CryptographicException, but lets through what its reader throws at some broken lengths.
        catch (Exception e)
            when (e
                    is CryptographicException
                        or CborContentException
                        or InvalidOperationException
                        or OverflowException
                        or ArgumentException
            )
        {
            return null;
        }
    }
}
