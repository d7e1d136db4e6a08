using Legation.Records.Alarms;
using Legation.Records.Audit;
using Legation.Records.Signing;

namespace Legation.Relay;

/// <summary>
/// What records say of keys, as far as this node believes it: a node's key vouches for its next card, and a node takes
/// back its former keys, as one whose routes are followed here takes back those of any.
/// </summary>
internal sealed class KeyTrust(KnownNodes nodes, NodeIdentity self)
{
    /// <summary>Why a node's next card is not taken; null: it is, or it changes nothing any more.</summary>
    public Refusal? WhyNotRenew(SignedRecord record)
    {
        var home = record.Header.Home;
        if (RenewedCard(record) is not { } card)
            return CardRefusals.Unreadable;
        if (nodes.Find(home) is not { } known || home == self.Id)
            return null;
        if (card.Node != home || card.Organisation != known.Card.Organisation)
            return KeyRefusals.NotItsCard;
        if (record.KeyId != Digest.Of(known.Card.SigningKey))
            return card.Made <= known.Card.Made ? null : KeyRefusals.FormerKey;
        if (!IsNext(card, known))
            return null;
        if (nodes.IsRevoked(home, Digest.Of(card.SigningKey)))
            return LedgerRefusals.RevokedKey;
        if (nodes.ByPin(card.TlsPin) is { } other && other.Card.Node != home)
            return CardRefusals.PinTaken;
        return
            card.Name != known.Card.Name
            && (card.Name == self.Name || nodes.All.Any(node => node.Card.Name == card.Name))
            ? CardRefusals.NameTaken
            : null;
    }

    /// <summary>Puts a node's next card in the place of the one that vouches for it.</summary>
    public void Renew(SignedRecord record, LedgerTransaction transaction)
    {
        if (
            record.Header.Home == self.Id
            || IntroductionKind.CardOf(record) is not { } signed
            || NodeCardCodec.Read(signed) is not { } card
            || nodes.Find(card.Node) is not { } known
            || record.KeyId != Digest.Of(known.Card.SigningKey)
            || !IsNext(card, known)
        )
            return;
        KeyTable.Renew(card, signed, known, transaction);
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act = "renew-card",
                node = card.Node.ToString(),
                card = Digest.Of(signed).ToString(),
                record = record.Header.Id.ToString(),
            }
        );
        transaction.Lower(KeyAlarms.UnknownKeyName, card.Node);
        nodes.Read(transaction);
        transaction.HomeAccepted(card.Node);
    }

    /// <summary>Why what a node says of keys is not taken; null: it is, whether or not it has an effect.</summary>
    public Refusal? WhyNotRevoke(SignedRecord record, Revocation said)
    {
        if (said.Node != record.Header.Home || nodes.Find(said.Node) is not { } known)
            return null;
        // The newest first.
        List<Digest> keys = [Digest.Of(known.Card.SigningKey), .. known.Card.FormerKeys.Select(key => Digest.Of(key))];
        var signer = record.KeyId is { } by ? keys.IndexOf(by) : -1;
        var mayRevoke = signer switch
        {
            < 0 => false,
            0 => !said.Keys.Contains(keys[0]),
            // The next card has overtaken what the key before it says of those before that one.
            _ => said.Keys.All(key => keys.IndexOf(key) > signer),
        };
        return mayRevoke ? null : KeyRefusals.NotItsToRevoke;
    }

    /// <summary>From here on the keys count no longer, if whoever says so may.</summary>
    public void Revoke(SignedRecord record, Revocation said, LedgerTransaction transaction)
    {
        var home = record.Header.Home;
        // This node's own word was obeyed when it was given.
        if (home == self.Id || (said.Node != home && !nodes.RulesRoutes(home)))
            return;
        if (said.Node == self.Id)
            transaction.Raise(KeyAlarms.OwnKeyRevoked(home));
        else
            Revoke(said, home.ToString(), transaction);
    }

    /// <summary>From here on the keys count no longer; what waits unverified with them is struck out.</summary>
    public void Revoke(Revocation said, string by, LedgerTransaction transaction)
    {
        KeyTable.Revoke(said, by, transaction);
        transaction.Note(
            EntryType.AdministrativeAct,
            new
            {
                act = "revoke-key",
                node = said.Node.ToString(),
                keys = said.Keys.Select(key => key.ToString()),
                by,
            }
        );
        nodes.Read(transaction);
        if (nodes.Find(said.Node) is { IsRevoked: true })
            transaction.Raise(KeyAlarms.Revoked(said.Node));
        transaction.HomeAccepted(said.Node);
    }

    // A card handed over by a person may bear the date of a clock that was ahead; from the first renewal on, each is
    // dated after the one before it.
    private static bool IsNext(NodeCard card, KnownNode known) =>
        card.Made > known.Card.Made
        || known.Renewed is null
            && (card.TlsPin != known.Card.TlsPin || !card.SigningKey.AsSpan().SequenceEqual(known.Card.SigningKey));

    private static NodeCard? RenewedCard(SignedRecord record) =>
        IntroductionKind.CardOf(record) is { } signed ? NodeCardCodec.Read(signed) : null;
}
