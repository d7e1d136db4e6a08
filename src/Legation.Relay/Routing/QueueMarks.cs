using System.Collections.Concurrent;

namespace Legation.Relay;

/// <summary>
/// Counts what was queued, link by link and lane by lane. A mark is made inside the transaction, so it says that
/// something may be there: <see cref="QueueWatch"/> wakes links by it.
/// </summary>
internal sealed class QueueMarks
{
    private readonly ConcurrentDictionary<int, long[]> marks = new();

    public void Mark(int link, Lane lane) => Interlocked.Increment(ref Of(link)[(int)lane]);

    public long[] Read(int link) => [.. Of(link).Select((_, lane) => Volatile.Read(ref Of(link)[lane]))];

    private long[] Of(int link) => marks.GetOrAdd(link, _ => new long[Lanes.Count]);
}
