using System.Collections.Immutable;
using System.Formats.Cbor;
using System.Security.Cryptography;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>
/// A card as deterministic CBOR (RFC 8949 §4.2) inside COSE_Sign1, signed by the key that it carries.
/// </summary>
internal static class NodeCardCodec
{
    private const int Form = 1;
    private const int LongestCard = 64 * 1024;
    private const int LongestText = 500;
    private const int MostKinds = 1000;

    /// <summary>More former keys than any node will have; older ones are left out.</summary>
    public const int MostFormerKeys = 100;

    public static byte[] Sign(NodeCard card, IRecordSigner signer) => signer.Sign(Encode(card), SignedContent.NodeCard);

    /// <summary>Reads and verifies; null if the bytes are no card or its signature is not by the key that it carries.</summary>
    public static NodeCard? Read(byte[] signed)
    {
        if (signed.Length > LongestCard)
            return null;
        try
        {
            if (Sign1.Read(signed)?.Content is not { } content)
                return null;
            var card = Decode(content);
            using var key = new VerificationKey(card.SigningKey);
            return IsShown(card) && key.Open(signed, SignedContent.NodeCard) is not null ? card : null;
        }
        catch (Exception e)
            when (e
                    is CborContentException
                        or InvalidOperationException
                        or OverflowException
                        or ArgumentException
                        or FormatException
                        or CryptographicException
            )
        {
            return null;
        }
    }

    // Its texts stand in lists and on terminals; its name is a word of commands, in which ids and "own" are others.
    private static bool IsShown(NodeCard card) =>
        new[] { card.Name, card.Place, card.ZoneId }.All(text => PeerText.Plain(text) == text)
        && !RecordId.TryParse(card.Name, out _)
        && !card.Name.Equals("own", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a card that was verified before it was stored.</summary>
    public static NodeCard ReadStored(byte[] signed) =>
        Decode(Sign1.Read(signed)?.Content ?? throw new InvalidDataException("A stored card is damaged."));

    private static byte[] Encode(NodeCard card)
    {
        var w = new CborWriter(CborConformanceMode.Canonical);
        w.WriteStartMap(card.FormerKeys.IsEmpty ? 11 : 12);
        w.WriteInt32(1);
        w.WriteInt32(Form);
        Text(w, 2, card.Node.ToString());
        Text(w, 3, card.Name);
        Text(w, 4, card.Organisation.ToString());
        Text(w, 5, card.Address?.AbsoluteUri ?? "");
        w.WriteInt32(6);
        w.WriteByteString(card.SigningKey);
        w.WriteInt32(7);
        w.WriteByteString(card.TlsPin.ToBytes());
        w.WriteInt32(8);
        w.WriteInt64(card.Made.ToMicroseconds());
        w.WriteInt32(9);
        w.WriteStartArray(card.Kinds.Length);
        foreach (var kind in card.Kinds)
            w.WriteTextString(kind);
        w.WriteEndArray();
        Text(w, 10, card.Place);
        Text(w, 11, card.ZoneId);
        if (!card.FormerKeys.IsEmpty)
            Write(w, card.FormerKeys);
        w.WriteEndMap();
        return w.Encode();
    }

    private static NodeCard Decode(ReadOnlyMemory<byte> content)
    {
        var r = new CborReader(content, CborConformanceMode.Canonical);
        if (r.ReadStartMap() is not { } fields || fields is not (11 or 12))
            throw new FormatException("A card has eleven fields, or twelve.");
        Key(r, 1);
        if (r.ReadInt32() != Form)
            throw new FormatException("The card's form is not known here.");
        var card = new NodeCard(
            RecordId.Parse(Text(r, 2)),
            Text(r, 3),
            RecordId.Parse(Text(r, 4)),
            Address(Text(r, 5)),
            Bytes(r, 6),
            new Digest(Bytes(r, 7)),
            Instants.FromMicroseconds(Number(r, 8)),
            Kinds(r),
            Text(r, 10),
            Text(r, 11)
        )
        {
            FormerKeys = fields == 12 ? FormerKeys(r) : [],
        };
        r.ReadEndMap();
        if (r.BytesRemaining != 0 || card.Node.Kind != "node" || card.Name.Length == 0)
            throw new FormatException("The card names no node, or bytes follow it.");
        return card;
    }

    private static ImmutableArray<string> Kinds(CborReader r)
    {
        Key(r, 9);
        if (r.ReadStartArray() is not (>= 0 and <= MostKinds and var length))
            throw new FormatException("The card lists too many kinds.");
        var kinds = ImmutableArray.CreateBuilder<string>(length);
        for (var i = 0; i < length; i++)
            kinds.Add(r.ReadTextString());
        r.ReadEndArray();
        return kinds.MoveToImmutable();
    }

    private static void Write(CborWriter w, ImmutableArray<byte[]> formerKeys)
    {
        w.WriteInt32(12);
        w.WriteStartArray(formerKeys.Length);
        foreach (var key in formerKeys)
            w.WriteByteString(key);
        w.WriteEndArray();
    }

    private static ImmutableArray<byte[]> FormerKeys(CborReader r)
    {
        Key(r, 12);
        if (r.ReadStartArray() is not (>= 1 and <= MostFormerKeys and var length))
            throw new FormatException("The card lists no former keys, or too many.");
        var keys = ImmutableArray.CreateBuilder<byte[]>(length);
        for (var i = 0; i < length; i++)
        {
            keys.Add(r.ReadByteString());
            using var key = new VerificationKey(keys[i]);
        }
        r.ReadEndArray();
        return keys.MoveToImmutable();
    }

    private static Uri? Address(string text) =>
        text.Length == 0 ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address
        : throw new FormatException("A node's address is an https address.");

    private static void Text(CborWriter w, int key, string value)
    {
        w.WriteInt32(key);
        w.WriteTextString(value);
    }

    private static void Key(CborReader r, int key)
    {
        if (r.ReadInt32() != key)
            throw new FormatException($"The card lacks field {key}.");
    }

    private static string Text(CborReader r, int key)
    {
        Key(r, key);
        return r.ReadTextString() is { Length: <= LongestText } text
            ? text
            : throw new FormatException("A text of the card is too long.");
    }

    private static byte[] Bytes(CborReader r, int key)
    {
        Key(r, key);
        return r.ReadByteString();
    }

    private static long Number(CborReader r, int key)
    {
        Key(r, key);
        return r.ReadInt64();
    }
}
