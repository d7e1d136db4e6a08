using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Legation.Relay;

/// <summary>
/// What a node says about itself, signed with its own key: exchanged out of band or introduced by a trusted node, and
/// confirmed by fingerprint. Its form is described in docs/protocols/relay.md.
/// </summary>
/// <param name="Node">The node: <c>node--uuid</c>.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Organisation">The organisation that it speaks for.</param>
/// <param name="Address">Where it takes batches; null: nobody can call it, and it calls others.</param>
/// <param name="SigningKey">DER SubjectPublicKeyInfo of its signing key, P-256.</param>
/// <param name="TlsPin">SHA-256 of the SubjectPublicKeyInfo of its TLS certificate.</param>
/// <param name="Made">When the card was made, by its own clock.</param>
/// <param name="Kinds">Kinds of records that it knows, sorted.</param>
/// <param name="Place">City and country.</param>
/// <param name="ZoneId">IANA time zone.</param>
public sealed record NodeCard(
    RecordId Node,
    string Name,
    RecordId Organisation,
    Uri? Address,
    byte[] SigningKey,
    Digest TlsPin,
    DateTimeOffset Made,
    ImmutableArray<string> Kinds,
    string Place,
    string ZoneId
)
{
    private const int FingerprintBytes = 20;

    /// <summary>DER SubjectPublicKeyInfo of its former signing keys, the newest first: what they signed counts.</summary>
    public ImmutableArray<byte[]> FormerKeys { get; init; } = [];

    /// <summary>
    /// What two people compare: the first 160 bits of SHA-256 over the CBOR array [node, organisation, signing key, TLS
    /// pin], as ten groups of four hexadecimal digits. It stays the same while none of these changes.
    /// </summary>
    public string Fingerprint
    {
        get
        {
            var w = new CborWriter(CborConformanceMode.Canonical);
            w.WriteStartArray(4);
            w.WriteTextString(Node.ToString());
            w.WriteTextString(Organisation.ToString());
            w.WriteByteString(SigningKey);
            w.WriteByteString(TlsPin.ToBytes());
            w.WriteEndArray();
            var hash = Digest.Of(w.Encode()).ToBytes().AsSpan(0, FingerprintBytes);
            return string.Join(' ', Convert.ToHexStringLower(hash).Chunk(4).Select(group => new string(group)));
        }
    }

    /// <summary>Where it is reached, for people.</summary>
    public string Reached => Address?.ToString() ?? "without an address: it calls others";

    /// <summary>True if people mean this node: by its id, or its name as the card writes it.</summary>
    public bool Is(string idOrName) => Node.ToString() == idOrName || Name == idOrName;
}

/// <summary>A node whose card is accepted here.</summary>
/// <param name="Card">Its card.</param>
/// <param name="Clearance">What labels it may have.</param>
/// <param name="Accepted">When its card was accepted.</param>
/// <param name="RulesRoutes">Whether this node follows the routes that it rules.</param>
public sealed record KnownNode(
    NodeCard Card,
    Labels.Clearance Clearance,
    DateTimeOffset Accepted,
    bool RulesRoutes = false
)
{
    /// <summary>When its card was last renewed by a record of its own; null: a person accepted the card.</summary>
    public DateTimeOffset? Renewed { get; init; }

    /// <summary>The pin before, until the node was seen with that of its newest card.</summary>
    public Digest? FormerPin { get; init; }

    /// <summary>True if the signing key on its card was revoked: nothing comes from it and goes to it.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>Whether a TLS key is this node's.</summary>
    public bool Shows(Digest pin) => !IsRevoked && (pin == Card.TlsPin || pin == FormerPin);
}

/// <summary>A card that a trusted node has introduced and that waits for the security officer.</summary>
/// <param name="Card">The card; its signature is its own.</param>
/// <param name="Signed">Its bytes, for <see cref="NodeCards.AcceptAsync"/>.</param>
/// <param name="Introducer">Node that introduced it.</param>
/// <param name="IntroducerName">That node's name.</param>
/// <param name="At">When the introduction was journalled here.</param>
public sealed record IntroducedCard(
    NodeCard Card,
    byte[] Signed,
    RecordId Introducer,
    string IntroducerName,
    DateTimeOffset At
);
