using Legation.Records.Access;
using Legation.Server.Accounts;
using Legation.Server.Events;
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
    EventStreams streams,
    IHttpContextAccessor http,
    TimeProvider clock
)
{
    private const string Events = "/api/v1/events";

    // Before the page is read: what comes meanwhile is told twice rather than not at all. An act may change what its own
    // reader may, and its page is read after it: that page begins with the stream.
    private readonly string? events =
        account.Value is { } asks
        && principal.Value is { } reader
        && HttpMethods.IsGet(http.HttpContext!.Request.Method)
            ? streams.Begin(new SignedIn(asks, account.Acting), reader)
            : null;

    /// <summary>Where the page's script hears what becomes of it.</summary>
    public string? EventsAddress =>
        !SignedIn ? null
        : events is null ? Events
        : $"{Events}?after={Uri.EscapeDataString(events)}";

    public bool SignedIn => principal.Value is not null;

    public string NodeName => node.Name;

    public string? PersonLine =>
        account.Value is { } current ? $"{names.PersonOf(current)}, {names.PostOf(current)}" : null;

    /// <summary>The reader's person, which stays the same when a name in the directory is put right.</summary>
    public string? Person => principal.Value?.Person.ToString();

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
