using Legation.Relay;
using Legation.Server.Nodes;
using Legation.Ui;

namespace Legation.Server.Communications;

/// <summary>What the map of the network shows to one reader.</summary>
internal sealed record LinkMap(IReadOnlyList<MapNode> Nodes, IReadOnlyList<MapLink> Links)
{
    /// <summary>As everybody may see it: the lines, and nothing of what goes over them.</summary>
    public static LinkMap Of(NodeDescription self, IReadOnlyList<LineView> lines)
    {
        var id = self.Id.ToString();
        return new LinkMap(
            [Self(self), .. lines.Select(line => new MapNode(line.Peer.ToString(), line.PeerName, line.Place, false))],
            [
                .. lines.Select(line => new MapLink(
                    id,
                    line.Peer.ToString(),
                    LinkWords.Tone(line.State),
                    LinkWords.Of(line.State),
                    0
                )),
            ]
        );
    }

    /// <summary>As who operates the node sees it: also what waits, and which nodes are reached through others.</summary>
    public static LinkMap Of(NodeDescription self, IReadOnlyList<LinkView> links, IReadOnlyList<NodeBeyond> beyond) =>
        new(
            [Self(self), .. links.Select(NodeOf), .. beyond.Where(node => node.Through is not null).Select(NodeOf)],
            [
                .. links.Select(link => new MapLink(
                    self.Id.ToString(),
                    link.Peer.ToString(),
                    LinkWords.Tone(link.State),
                    LinkWords.Of(link.State),
                    (int)LinkWords.Open(link)
                )),
                .. beyond
                    .Where(node => node.Through is not null)
                    .Select(node => new MapLink($"{node.Through}", node.Node.ToString(), "beyond", "", 0)),
            ]
        );

    private static MapNode Self(NodeDescription self) => new(self.Id.ToString(), self.Name, self.Place, true);

    private static MapNode NodeOf(LinkView link) =>
        new(link.Peer.ToString(), link.PeerName, link.Place, false) { Href = LinkWords.AddressOf(link.Id) };

    private static MapNode NodeOf(NodeBeyond node) =>
        new(node.Node.ToString(), node.Name, node.Place, false) { Behind = $"{node.Through}" };
}
