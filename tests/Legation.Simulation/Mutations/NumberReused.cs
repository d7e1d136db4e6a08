namespace Legation.Simulation;

/// <summary>A store that has lost, after a crash, the last number of each lane.</summary>
internal sealed class NumberReused : Mutation
{
    public override IRecordStore Over(IRecordStore store, SimulatedNode node) => new Store(store, node);

    private sealed class Store(IRecordStore store, SimulatedNode node) : WrappedStore(store)
    {
        public override IWriteSession OpenWriter()
        {
            var session = base.OpenWriter();
            if (node.Crashes > 0)
                session.Execute("UPDATE relay_lane_out SET next = next - 1 WHERE next > 1");
            return session;
        }
    }
}
