using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Nodes;
using Legation.Ui;
using NodaTime;

namespace Legation.Server.Shell;

/// <summary>What the frame around a page needs to know about node and reader.</summary>
internal sealed class ShellState(
    NodeDescription node,
    CurrentPrincipal principal,
    CurrentAccount account,
    AccountPrincipals names,
    IEnumerable<INavigationSource> sources,
    IHttpContextAccessor http,
    TimeProvider clock
)
{
    public bool SignedIn => principal.Value is not null;

    public string NodeName => node.Name;

    public string? PersonLine =>
        account.Value is { } current ? $"{names.PersonOf(current)}, {names.PostOf(current)}" : null;

    public IReadOnlyList<ClockFace> Clocks
    {
        get
        {
            var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
            var here = new ClockFace(node.Place, now, node.Zone);
            return node.Headquarters is { } headquarters && headquarters.Zone != node.Zone
                ? [here, new ClockFace(headquarters.Place, now, headquarters.Zone)]
                : [here];
        }
    }

    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync()
    {
        if (!SignedIn)
            return [];
        var entries = new List<NavigationEntry>();
        foreach (var source in sources)
            entries.AddRange(await source.EntriesAsync(http.HttpContext?.RequestAborted ?? default));
        return [.. entries.OrderBy(entry => entry.Order)];
    }
}
