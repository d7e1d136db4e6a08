using Legation.Relay;
using Legation.Ui;

namespace Legation.Server.Communications;

/// <summary>Links in the words and colours of the map.</summary>
internal static class LinkWords
{
    public static string Tone(LinkState state) =>
        state switch
        {
            LinkState.Held => "held",
            LinkState.LineDown => "down",
            LinkState.Paused => "paused",
            _ => "up",
        };

    /// <summary>For the line on the map, where there is no room for reasons.</summary>
    public static string Short(LinkState state) =>
        state switch
        {
            LinkState.Held => "held",
            LinkState.LineDown => "line down",
            LinkState.Paused => "paused",
            LinkState.Sending => "sending",
            _ => "up to date",
        };

    public static MapLink ToMap(LinkView link, string self) =>
        new(self, link.Peer.ToString(), Tone(link.State), Short(link.State), (int)Open(link));

    public static long Open(LinkView link) => link.Lanes.Sum(lane => lane.Queued + lane.Sent);

    public static long HeldBack(LinkView link) => link.Lanes.Sum(lane => lane.HeldBack);
}
