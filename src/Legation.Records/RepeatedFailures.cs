using System.Collections.Concurrent;

namespace Legation.Records;

/// <summary>
/// What is tried again every few seconds and fails each time: it is news when it fails first, and when it fails in another
/// way. Else a log would hold nothing but one failure.
/// </summary>
public sealed class RepeatedFailures
{
    private readonly ConcurrentDictionary<long, string> known = new();

    /// <summary>Whether it has not failed just so the last time.</summary>
    /// <param name="of">What failed.</param>
    /// <param name="failure">How.</param>
    public bool IsNews(long of, Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var how = $"{failure.GetType()} {failure.Message}";
        var before = known.GetValueOrDefault(of);
        known[of] = how;
        return before != how;
    }

    /// <summary>It did not fail this time.</summary>
    public void End(long of) => known.TryRemove(of, out _);
}
