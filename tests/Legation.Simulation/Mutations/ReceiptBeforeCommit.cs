namespace Legation.Simulation;

/// <summary>
/// A store that says that the transaction of a receipt is durable before it is: it is lost in a crash, although the
/// receipt has gone out. All other transactions are durable when it says so.
/// </summary>
internal sealed class ReceiptBeforeCommit : Mutation
{
    public override IRecordStore Over(IRecordStore store, SimulatedNode node)
    {
        node.Disk.IsLate = true;
        return new Store(store, node.Disk);
    }

    private sealed class Store(IRecordStore store, SimulatedDisk disk) : WrappedStore(store)
    {
        private bool givesReceipt;

        public override void Begun() => givesReceipt = false;

        public override string Instead(string sql, ReadOnlySpan<object?> values)
        {
            givesReceipt |= sql.StartsWith("INSERT INTO relay_receipt", StringComparison.Ordinal);
            return sql;
        }

        public override void Committed()
        {
            if (!givesReceipt)
                disk.SettleLate();
        }
    }
}
