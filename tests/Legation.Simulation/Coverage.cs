namespace Legation.Simulation;

/// <summary>How often each outcome and each fault occurred.</summary>
internal sealed class Coverage
{
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => counts;

    public void Note(string what, long times = 1)
    {
        if (times > 0)
            counts[what] = counts.GetValueOrDefault(what) + times;
    }

    public void Add(Coverage other)
    {
        foreach (var (what, times) in other.counts)
            Note(what, times);
    }
}
