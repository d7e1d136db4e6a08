using Legation.Dispatches.Proposals;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Dispatches.Waiting;

/// <summary>Dispatches in the rail, with what waits for the reader.</summary>
internal sealed class DispatchNavigation(
    WaitingDispatches waiting,
    Releaser releaser,
    CurrentPrincipal current,
    TimeProvider clock
) : INavigationSource
{
    public ValueTask<IReadOnlyList<NavigationEntry>> EntriesAsync(CancellationToken cancellation)
    {
        if (current.Value is not { } principal)
            return ValueTask.FromResult<IReadOnlyList<NavigationEntry>>([]);
        var mine = waiting.For(principal);
        var count = mine.Count + releaser.Waiting(principal).Count;
        var now = clock.GetUtcNow();
        return ValueTask.FromResult<IReadOnlyList<NavigationEntry>>([
            new NavigationEntry("Dispatches", "/dispatches", 10, count, mine.Any(w => w.IsLate(now))),
        ]);
    }
}
