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

    /// <summary>
    /// The lanes of a link on which something may have been queued since the round before the last: of those of records
    /// the highest, for whoever takes from it looks at the lower ones too, and that of attachments.
    /// </summary>
    public IReadOnlyList<Lane> Next(int link)
    {
        var now = marks.Read(link);
        var (before, last) = seen.GetValueOrDefault(link, (nothing, nothing));
        seen[link] = (last, now);
        var marked = Enum.GetValues<Lane>().Where(lane => now[(int)lane] != before[(int)lane]).ToLookup(IsOfRecords);
        return [.. marked[true].Take(1), .. marked[false]];
    }

    private static bool IsOfRecords(Lane lane) => lane != Lane.Attachments;
}
