using Legation.Relay;
using Legation.Ui;

namespace Legation.Server.Shell;

/// <summary>The shell's own sections.</summary>
internal sealed class ShellNavigation(Links links) : INavigationSource
{
    public ValueTask<IReadOnlyList<NavigationEntry>> EntriesAsync(CancellationToken cancellation)
    {
        var unhealthy = links.All().Count(link => link.State is LinkState.Held or LinkState.LineDown);
        return ValueTask.FromResult<IReadOnlyList<NavigationEntry>>([
            new NavigationEntry("Today", "/", 0),
            new NavigationEntry("Communications", "/communications", 90, unhealthy, unhealthy > 0),
        ]);
    }
}
