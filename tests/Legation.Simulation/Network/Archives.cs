using System.Collections.Concurrent;

namespace Legation.Simulation;

/// <summary>
/// Lends archives and keeps them: to found the networks of all plans takes as long as hundreds of schedules, and each
/// planted fault is looked for in a campaign of its own.
/// </summary>
internal static class Archives
{
    private static readonly ConcurrentDictionary<int, ConcurrentBag<Archive>> Kept = new();

    /// <summary>One for networks of so many nodes; null: of all sizes, which is not kept, for that is much memory.</summary>
    public static Loan Borrow(int? nodes) =>
        new(nodes is { } size && Of(size).TryTake(out var kept) ? kept : new Archive(), nodes);

    private static ConcurrentBag<Archive> Of(int nodes) => Kept.GetOrAdd(nodes, _ => []);

    /// <summary>An archive for one thread, until it is given back.</summary>
    internal sealed class Loan(Archive archive, int? nodes) : IDisposable
    {
        public Archive Archive => archive;

        public void Dispose()
        {
            if (nodes is { } size)
                Of(size).Add(archive);
            else
                archive.Dispose();
        }
    }
}
