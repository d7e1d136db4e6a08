namespace Legation.Relay;

/// <summary>Forgets the TLS key before a renewal as soon as a node was met with the one of its newest card.</summary>
internal sealed class FormerPins(Ledger ledger, KnownNodes nodes)
{
    /// <summary>A node has shown this key, as it called or was called.</summary>
    public Task SeenAsync(Digest pin) =>
        nodes.ByPin(pin) is { FormerPin: not null } known && pin == known.Card.TlsPin
            ? ledger.ChangeAsync(transaction => Forget(transaction, known.Card.Node, pin), nodes.Read)
            : Task.CompletedTask;

    private bool Forget(LedgerTransaction transaction, RecordId node, Digest pin)
    {
        if (nodes.Find(node)?.Card.TlsPin == pin)
            KeyTable.ForgetFormerPin(node, transaction);
        return nodes.Read(transaction);
    }
}
