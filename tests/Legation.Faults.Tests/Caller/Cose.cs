using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Legation.Faults.Tests.Caller;

/// <summary>COSE_Sign1 as docs/protocols/records.md §4 has it, written from that text and not with the product's code.</summary>
internal static class Cose
{
    public const string Header = "application/vnd.legation.header+cbor";
    public const string Card = "application/vnd.legation.card+cbor";
    public const string Void = "application/vnd.legation.void+cbor";
    private const int Es256 = -7;

    public static byte[] Sign(byte[] payload, string contentType, ECDsa key)
    {
        var protectedHeaders = Protected(contentType, SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        var signature = key.SignData(ToBeSigned(protectedHeaders, payload), HashAlgorithmName.SHA256);
        var w = new CborWriter();
        w.WriteTag((CborTag)18);
        w.WriteStartArray(4);
        w.WriteByteString(protectedHeaders);
        w.WriteStartMap(0);
        w.WriteEndMap();
        w.WriteByteString(payload);
        w.WriteByteString(signature);
        w.WriteEndArray();
        return w.Encode();
    }

    /// <summary>What is inside, whoever signed it.</summary>
    public static byte[] Payload(byte[] signed)
    {
        var r = new CborReader(signed);
        if (r.PeekState() == CborReaderState.Tag)
            r.ReadTag();
        r.ReadStartArray();
        r.SkipValue();
        r.SkipValue();
        return r.ReadByteString();
    }

    private static byte[] Protected(string contentType, byte[] keyId)
    {
        var w = new CborWriter();
        w.WriteStartMap(3);
        w.WriteInt32(1);
        w.WriteInt32(Es256);
        w.WriteInt32(3);
        w.WriteTextString(contentType);
        w.WriteInt32(4);
        w.WriteByteString(keyId);
        w.WriteEndMap();
        return w.Encode();
    }

    private static byte[] ToBeSigned(byte[] protectedHeaders, byte[] payload)
    {
        var w = new CborWriter();
        w.WriteStartArray(4);
        w.WriteTextString("Signature1");
        w.WriteByteString(protectedHeaders);
        w.WriteByteString([]);
        w.WriteByteString(payload);
        w.WriteEndArray();
        return w.Encode();
    }
}
