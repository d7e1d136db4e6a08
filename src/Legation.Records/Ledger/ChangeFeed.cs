using System.Threading.Channels;

namespace Legation.Records;

/// <summary>A record that took effect, or came to have another label or audience.</summary>
/// <param name="Id">The record.</param>
/// <param name="Before">Label and audience before, packed; 0: it was not there.</param>
/// <param name="Now">Label and audience now, packed.</param>
internal readonly record struct ChangedRecord(RecordId Id, long Before, long Now);

/// <summary>What one commit changed.</summary>
public sealed class CommittedChanges
{
    internal CommittedChanges(long seq, IReadOnlyList<ChangedRecord> records, bool hasActs) =>
        (Seq, Records, HasActs) = (seq, records, hasActs);

    /// <summary>The journal's end after it.</summary>
    public long Seq { get; }

    /// <summary>Whether an administrative act was noted.</summary>
    internal bool HasActs { get; }

    /// <summary>
    /// Whether somebody may have other rights by it: by an act, or by a record of none of the kinds that are followed,
    /// such as one of the directory.
    /// </summary>
    public bool MayChangeRights(IReadOnlySet<string> followed) =>
        HasActs || Records.Any(record => !followed.Contains(record.Id.Kind));

    /// <summary>In the order in which they changed.</summary>
    internal IReadOnlyList<ChangedRecord> Records { get; }
}

/// <summary>Tells every listener of each commit, in order, without a look into the store.</summary>
internal sealed class ChangeFeed
{
    private readonly Lock gate = new();
    private readonly HashSet<ChangeListener> listeners = [];
    private long last;

    /// <summary>The journal's end as it was last told.</summary>
    public long Last
    {
        get
        {
            lock (gate)
                return last;
        }
    }

    /// <summary>Listens to what is committed after <see cref="ChangeListener.From"/>, without a gap.</summary>
    public ChangeListener Listen()
    {
        lock (gate)
        {
            var listener = new ChangeListener(this, last);
            listeners.Add(listener);
            return listener;
        }
    }

    public void Publish(CommittedChanges changes)
    {
        lock (gate)
        {
            last = changes.Seq;
            if (changes.Records.Count == 0 && !changes.HasActs)
                return;
            foreach (var listener in listeners)
                listener.Hear(changes);
        }
    }

    /// <summary>Rights are others although nothing was committed: accepted policies count from now on.</summary>
    public void RightsChanged()
    {
        lock (gate)
            Publish(new CommittedChanges(last, [], hasActs: true));
    }

    internal void Leave(ChangeListener listener)
    {
        lock (gate)
            listeners.Remove(listener);
    }
}

/// <summary>One who listens. Whoever takes too long misses commits, is told so, and looks them up.</summary>
public sealed class ChangeListener : IDisposable
{
    private const int MostWaiting = 1024;
    private readonly Channel<CommittedChanges> waiting = Channel.CreateBounded<CommittedChanges>(MostWaiting);
    private readonly ChangeFeed feed;
    private volatile bool missed;

    internal ChangeListener(ChangeFeed feed, long from) => (this.feed, From) = (feed, from);

    /// <summary>The journal's end from which on it hears all.</summary>
    public long From { get; }

    /// <summary>Waits until something was committed.</summary>
    public async Task WaitAsync(CancellationToken cancellation) =>
        await waiting.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false);

    /// <summary>All that waits; null if commits were missed: listen anew.</summary>
    public IReadOnlyList<CommittedChanges>? Take()
    {
        if (missed)
            return null;
        var taken = new List<CommittedChanges>();
        while (waiting.Reader.TryRead(out var changes))
            taken.Add(changes);
        return taken;
    }

    /// <summary>Listens no longer.</summary>
    public void Dispose() => feed.Leave(this);

    internal void Hear(CommittedChanges changes) => missed |= !waiting.Writer.TryWrite(changes);
}
