namespace Legation.Relay;

/// <summary>Cards, keys and pins in node state.</summary>
internal static class KeyTable
{
    /// <summary>Keeps a signing key and those before it; one that is known keeps its date.</summary>
    public static void Keep(NodeCard card, LedgerTransaction transaction)
    {
        foreach (var key in card.FormerKeys.Prepend(card.SigningKey))
            transaction.Execute(
                """
                INSERT INTO relay_node_key (node, key, since) VALUES ($1, $2, $3) ON CONFLICT (node, key) DO NOTHING
                """,
                card.Node.ToString(),
                key,
                transaction.Now.ToMicroseconds()
            );
    }

    public static void Renew(NodeCard card, byte[] signed, KnownNode before, LedgerTransaction transaction)
    {
        // A node announces a next pin only when it shows the one before: any older one is over.
        var former = before.Card.TlsPin;
        transaction.Execute(
            "UPDATE relay_node SET card = $1, former_pin = $2, renewed = $3 WHERE node = $4",
            signed,
            former == card.TlsPin ? null : former.ToBytes(),
            transaction.Now.ToMicroseconds(),
            card.Node.ToString()
        );
        Keep(card, transaction);
    }

    public static void ForgetFormerPin(RecordId node, LedgerTransaction transaction) =>
        transaction.Execute("UPDATE relay_node SET former_pin = NULL WHERE node = $1", node.ToString());

    public static void Revoke(Revocation said, string by, LedgerTransaction transaction)
    {
        ForgetFormerPin(said.Node, transaction);
        foreach (var key in said.Keys)
            transaction.Execute(
                """
                INSERT INTO relay_revoked_key (node, key, at, said_by) VALUES ($1, $2, $3, $4)
                ON CONFLICT (node, key) DO NOTHING
                """,
                said.Node.ToString(),
                key.ToBytes(),
                transaction.Now.ToMicroseconds(),
                by
            );
    }

    /// <summary>A person has accepted the card with this key.</summary>
    public static void Restore(RecordId node, Digest key, LedgerTransaction transaction) =>
        transaction.Execute(
            "DELETE FROM relay_revoked_key WHERE node = $1 AND key = $2",
            node.ToString(),
            key.ToBytes()
        );
}
