using System.Formats.Cbor;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>What stands in a carried file.</summary>
internal enum CarriedContent
{
    /// <summary>Batches for the node to which it is addressed.</summary>
    Batches = 1,

    /// <summary>Receipts for batches of the node to which it is addressed.</summary>
    Receipts = 2,
}

/// <summary>
/// The end of a carried file, which signs the rest: what the authenticated line says otherwise. As deterministic CBOR
/// inside COSE_Sign1: {1 form, 2 content, 3 from, 4 to, 5 made, 6 items, 7 digest}.
/// </summary>
/// <param name="Content">What its items are.</param>
/// <param name="From">Node that made the file.</param>
/// <param name="To">Node for which it is.</param>
/// <param name="Made">When, by the maker's clock.</param>
/// <param name="Items">How many items stand before it.</param>
/// <param name="Digest">SHA-256 of all bytes before it.</param>
internal sealed record CarriedManifest(
    CarriedContent Content,
    RecordId From,
    RecordId To,
    DateTimeOffset Made,
    long Items,
    Digest Digest
)
{
    /// <summary>Longest that is read.</summary>
    public const int Longest = 4096;

    private const int Form = 1;

    public byte[] Sign(IRecordSigner signer) => signer.Sign(Encode(), SignedContent.CarriedFile);

    /// <summary>What it says, whoever signed it; null if it cannot be read.</summary>
    public static CarriedManifest? Peek(byte[] signed) =>
        Sign1.Read(signed)?.Content is { } content ? CborFields.Read(content, Read) : null;

    /// <summary>True if one of the keys signed it.</summary>
    public static bool IsSigned(byte[] signed, IReadOnlyList<VerificationKey> keys) =>
        keys.Any(key => key.Open(signed, SignedContent.CarriedFile) is not null);

    private byte[] Encode()
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(7);
        w.Field(1, Form);
        w.Field(2, (int)Content);
        w.Field(3, From);
        w.Field(4, To);
        w.Field(5, Made.ToMicroseconds());
        w.Field(6, Items);
        w.Field(7, Digest);
        w.WriteEndMap();
        return w.Encode();
    }

    private static CarriedManifest Read(CborReader r)
    {
        if (r.ReadStartMap() != 7 || r.Int(1) != Form)
            throw new FormatException("The file's form is not known here.");
        var content = (CarriedContent)checked((int)r.Int(2));
        if (!Enum.IsDefined(content))
            throw new FormatException("A carried file has no such content.");
        var manifest = new CarriedManifest(
            content,
            r.Id(3),
            r.Id(4),
            Instants.FromMicroseconds(r.Int(5)),
            r.Int(6),
            r.Digest(7)
        );
        r.ReadEndMap();
        return manifest;
    }
}
