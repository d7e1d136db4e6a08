using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Legation.Faults.Tests.Caller;

/// <summary>A caller's node card: docs/protocols/relay.md §1.</summary>
internal sealed record CallerCard(CallerIdentity Of)
{
    public string Name { get; init; } = "Caller";

    public string Address { get; init; } = "https://localhost:9/";

    public DateTimeOffset Made { get; init; } = TimeProvider.System.GetUtcNow();

    public IReadOnlyList<string> Kinds { get; init; } = ["dispatch"];

    public byte[] Sign() => Cose.Sign(Encode(), Cose.Card, Of.Signing);

    /// <summary>What two people compare.</summary>
    public string Fingerprint
    {
        get
        {
            var w = new CborWriter();
            w.WriteStartArray(4);
            w.WriteTextString(Of.Node);
            w.WriteTextString(Of.Organisation);
            w.WriteByteString(Of.Signing.ExportSubjectPublicKeyInfo());
            w.WriteByteString(Convert.FromHexString(Of.Pin));
            w.WriteEndArray();
            return Convert.ToHexStringLower(SHA256.HashData(w.Encode()).AsSpan(0, 20));
        }
    }

    private byte[] Encode()
    {
        var w = new CborWriter();
        w.WriteStartMap(11);
        w.WriteInt32(1);
        w.WriteInt32(1);
        w.Field(2, Of.Node);
        w.Field(3, Name);
        w.Field(4, Of.Organisation);
        w.Field(5, Address);
        w.WriteInt32(6);
        w.WriteByteString(Of.Signing.ExportSubjectPublicKeyInfo());
        w.WriteInt32(7);
        w.WriteByteString(Convert.FromHexString(Of.Pin));
        w.WriteInt32(8);
        w.WriteInt64(Microseconds.Of(Made));
        w.WriteInt32(9);
        w.WriteStartArray(Kinds.Count);
        foreach (var kind in Kinds)
            w.WriteTextString(kind);
        w.WriteEndArray();
        w.Field(10, "Nowhere");
        w.Field(11, "Etc/UTC");
        w.WriteEndMap();
        return w.Encode();
    }
}

internal static class Microseconds
{
    public static long Of(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / 10;
}
