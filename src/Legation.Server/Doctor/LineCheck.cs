using System.Globalization;
using Legation.Relay;
using Legation.Server.Communications;

namespace Legation.Server.Doctor;

/// <summary>Why the line of a link does not carry.</summary>
internal static class LineCheck
{
    private const string Check = "line";

    /// <summary>Null: nothing is known against it.</summary>
    public static async Task<Finding?> OfAsync(LinkView link, IServiceProvider services) =>
        link switch
        {
            { State: LinkState.Paused } => Paused(link),
            { Trouble: { Kind: Trouble.LineDown } trouble } => Down(
                link,
                trouble,
                services
                    .GetRequiredService<NodeCards>()
                    .All()
                    .First(known => known.Card.Node == link.Peer)
                    .Card.Address,
                await services.GetRequiredService<PeerProbe>().LookAsync(link.Peer)
            ),
            { Trouble: { Kind: Trouble.PeerPaused } trouble } => Finding.Warning(
                Check,
                $"{link.PeerName} answers and takes nothing{Since(trouble)}: {trouble.Words}",
                $"Ask the operator of {link.PeerName} to resume the link there, or to add it: legation link add."
            ),
            { Trouble: { Kind: Trouble.Refused } trouble } => Finding.Error(
                Check,
                $"{link.PeerName} does not take what is sent{Since(trouble)}: {trouble.Words}",
                "Have the security officers of both nodes look at Security › Decisions before anything else is done."
            ),
            { Trouble: { Kind: Trouble.OwnStore } trouble } => Finding.Error(
                Check,
                $"This node could not read or write its own store for the link to {link.PeerName}{Since(trouble)}: {trouble.Words}",
                "Look at the room on the disk and at the log, then restart the node."
            ),
            _ => null,
        };

    private static Finding Paused(LinkView link) =>
        Finding.Warning(
            Check,
            $"The link to {link.PeerName} is paused at this side; {Number(LinkWords.Open(link))} records wait.",
            $"Resume it on the page {LinkWords.AddressOf(link.Id)}; who paused it stands under Security › Decisions."
        );

    private static Finding Down(LinkView link, LinkTrouble trouble, Uri? address, ProbeResult found)
    {
        var down = $"The line to {link.PeerName} is down{Since(trouble)}";
        if (address is null)
            return Finding.Error(
                Check,
                $"{down}: it has no address, and does not call this node.",
                $"Ask the operator of {link.PeerName} whether the node runs and reaches this one. Until then what waits can be carried: legation relay export --peer {link.Peer}"
            );
        return found switch
        {
            ProbeResult.NobodyThere => Finding.Error(
                Check,
                $"{down}: nobody answers at {address.Authority}.",
                $"Ask the operator of {link.PeerName} whether the node runs and this is its address; look at network and firewalls for port {Number(address.Port)}."
            ),
            ProbeResult.NoTls => Finding.Error(
                Check,
                $"{down}: what answers at {address.Authority} is no node.",
                $"Ask the operator of {link.PeerName} for its present card, and accept that: legation card accept."
            ),
            ProbeResult.OtherKey => Finding.Error(
                Check,
                $"{down}: what answers at {address.Authority} shows another key than the card accepted here.",
                $"Ask the people of {link.PeerName} by voice whether they have a new key. If so, accept their card: legation card accept. If not, tell the security officer: somebody else answers there."
            ),
            _ => Finding.Error(
                Check,
                $"{down} although {link.PeerName} answers with the key of its card: {trouble.Words}.",
                $"It may not know this node's present key: hand it legation card show, to be accepted there with legation card accept."
            ),
        };
    }

    private static string Since(LinkTrouble trouble) =>
        trouble.Since is { } since
            ? string.Create(CultureInfo.InvariantCulture, $" since {since:yyyy-MM-dd HH:mm} UTC")
            : "";

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
