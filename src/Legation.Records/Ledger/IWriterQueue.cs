using System.Collections.Concurrent;

namespace Legation.Records;

/// <summary>Brings work to whoever writes: one after another, never two at a time.</summary>
internal interface IWriterQueue : IDisposable
{
    /// <summary>Says who writes: he is given all that waits.</summary>
    void Start(string name, Action<List<LedgerJob>> write);

    /// <summary>Hands over a piece of work.</summary>
    void Add(LedgerJob job);
}

/// <summary>Lets one thread write; what comes meanwhile waits and is written together.</summary>
internal sealed class WriterThread : IWriterQueue
{
    private const int LargestGroup = 512;
    private readonly BlockingCollection<LedgerJob> queue = [];
    private Thread? thread;

    public void Start(string name, Action<List<LedgerJob>> write)
    {
        thread = new Thread(() => Work(write)) { Name = name, IsBackground = true };
        thread.Start();
    }

    public void Add(LedgerJob job) => queue.Add(job);

    /// <summary>Ends after what is queued.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        thread?.Join();
        queue.Dispose();
    }

    private void Work(Action<List<LedgerJob>> write)
    {
        var group = new List<LedgerJob>(LargestGroup);
        foreach (var first in queue.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < LargestGroup && queue.TryTake(out var next))
                group.Add(next);
            write(group);
            group.Clear();
        }
    }
}
