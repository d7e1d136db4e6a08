namespace Legation.Relay;

/// <summary>How long to wait after failures: from 50 ms doubling to 30 s, each between half and the whole of it.</summary>
internal static class BackOff
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="jitter">0 to 1, so that links which failed together do not come back together.</param>
    public static TimeSpan After(int failures, double jitter)
    {
        var doubled = Shortest * Math.Pow(2, Math.Min(failures - 1, 20));
        return (doubled < Longest ? doubled : Longest) * (0.5 + (jitter / 2));
    }
}
