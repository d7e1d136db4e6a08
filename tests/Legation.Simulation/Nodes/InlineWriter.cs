namespace Legation.Simulation;

/// <summary>Lets whoever asks the ledger for work do it himself, at once: a schedule has one thread.</summary>
internal sealed class InlineWriter : IWriterQueue
{
    private readonly List<LedgerJob> group = [];
    private Action<List<LedgerJob>> write = _ => { };

    public void Start(string name, Action<List<LedgerJob>> write) => this.write = write;

    public void Add(LedgerJob job)
    {
        group.Add(job);
        write(group);
        group.Clear();
    }

    public void Dispose() { }
}
