namespace Legation.Simulation;

/// <summary>
/// A store that says that a transaction is durable before it is: the last one is lost in a crash, although receipts for
/// it have gone out.
/// </summary>
internal sealed class ReceiptBeforeCommit : Mutation
{
    public override IRecordStore Over(IRecordStore store, SimulatedNode node)
    {
        node.Disk.IsLate = true;
        return store;
    }
}
