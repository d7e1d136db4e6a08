namespace Legation.Relay;

/// <summary>
/// Finds out which links to wake, round by round: one begins with each commit. A mark is made before its commit, so a
/// round may see it too early for a look at the outbox to find anything; it is passed on in the next round once more,
/// and that one follows the commit if the journal's head was read before the marks.
/// </summary>
internal sealed class QueueWatch(QueueMarks marks)
{
    // A link seen for the first time may have been marked already.
    private readonly long[] nothing = new long[Lanes.Count];
    private readonly Dictionary<int, (long[] Before, long[] Last)> seen = [];

    /// <summary>The highest lane of a link on which something may have been queued since the round before the last.</summary>
    public Lane? Next(int link)
    {
        var now = marks.Read(link);
        var (before, last) = seen.GetValueOrDefault(link, (nothing, nothing));
        seen[link] = (last, now);
        for (var lane = 0; lane < Lanes.Count; lane++)
            if (now[lane] != before[lane])
                return (Lane)lane;
        return null;
    }
}
