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

    public static string Tone(LineState state) =>
        state switch
        {
            LineState.Held => "held",
            LineState.Down => "down",
            LineState.Paused => "paused",
            _ => "up",
        };

    /// <summary>The line in words, without a reason: what goes over it is for its operator to know.</summary>
    public static string Of(LineState state) =>
        state switch
        {
            LineState.Held => "held",
            LineState.Down => "line down",
            LineState.Paused => "paused",
            _ => "line up",
        };

    /// <summary>On the map as everybody may see it.</summary>
    public static MapLink ToMap(LineView line, string self) =>
        new(self, line.Peer.ToString(), Tone(line.State), Of(line.State), 0);

    /// <summary>On the map of who operates the node.</summary>
    public static MapLink ToMap(LinkView link, string self) =>
        new(self, link.Peer.ToString(), Tone(link.State), Short(link.State), (int)Open(link));

    private static string Short(LinkState state) =>
        state switch
        {
            LinkState.Held => "held",
            LinkState.LineDown => "line down",
            LinkState.Paused => "paused",
            LinkState.Sending => "sending",
            _ => "up to date",
        };

    private static long Open(LinkView link) => link.Lanes.Sum(lane => lane.Queued + lane.Sent);
}
