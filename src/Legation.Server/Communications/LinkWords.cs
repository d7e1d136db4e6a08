using Legation.Relay;
using Legation.Ui;
using NodaTime;

namespace Legation.Server.Communications;

/// <summary>Links in the words and colours of the map and its table.</summary>
internal static class LinkWords
{
    public static string AddressOf(string link) => $"/communications/{link}";

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

    /// <summary>The link in words, without a reason.</summary>
    public static string Of(LinkState state) =>
        state switch
        {
            LinkState.Held => "held",
            LinkState.LineDown => "line down",
            LinkState.Paused => "paused",
            LinkState.Sending => "sending",
            _ => "up to date",
        };

    /// <summary>Records that wait for their number or their receipt.</summary>
    public static long Open(LinkView link) => link.Lanes.Sum(lane => lane.Queued + lane.Sent);

    /// <summary>Records that are held back.</summary>
    public static long Held(LinkView link) => link.Lanes.Sum(lane => lane.HeldBack);

    /// <summary>How old the oldest is; a dash where there is none.</summary>
    public static string Age(DateTimeOffset? since, TimeFormat format) =>
        since is { } at ? format.Span(format.Now - Instant.FromDateTimeOffset(at)) : "–";

    /// <summary>What went into the last file to be carried there, and whether its receipts have come back.</summary>
    public static string Written(WrittenLast file)
    {
        var words = Counted(file.InIt);
        return file switch
        {
            { IsOfFormerEpoch: true } =>
                $"{words}; a new epoch has begun since, under which what has no receipt goes again",
            { Open: { Records: 0, Contents: 0 } } => $"{words}; the receipts are in",
            _ when file.Open == file.InIt => $"{words}, no receipt yet",
            _ => $"{words}, no receipt yet for {Counted(file.Open)}",
        };
    }

    private static string Counted(CarriedCount count) =>
        count switch
        {
            { Contents: 0 } => Records(count.Records),
            { Records: 0 } => $"the attachments of {Records(count.Contents)}",
            _ => FormattableString.Invariant($"{Records(count.Records)} and the attachments of {count.Contents}"),
        };

    private static string Records(long count) =>
        FormattableString.Invariant($"{count} {(count == 1 ? "record" : "records")}");

    public static string Latency(double? milliseconds) =>
        milliseconds is { } delay ? FormattableString.Invariant($"{delay:0} ms") : "–";
}
