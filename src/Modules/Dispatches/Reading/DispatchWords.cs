using System.Globalization;
using Legation.Dispatches.Contracts;
using Legation.Records;

namespace Legation.Dispatches.Reading;

/// <summary>What officers call things.</summary>
internal static class DispatchWords
{
    public static string Of(DispatchStatus status) =>
        status switch
        {
            DispatchStatus.Draft => "draft",
            DispatchStatus.AwaitingClearance => "awaiting clearance",
            DispatchStatus.Returned => "returned for revision",
            DispatchStatus.Released => "released",
            DispatchStatus.Acknowledged => "acknowledged",
            DispatchStatus.Cancelled => "cancelled",
            DispatchStatus.Superseded => TrackWords.Superseded,
            _ => "answered",
        };

    /// <summary>How far it has come, and what of it is still to follow.</summary>
    public static string StandingOf(DispatchItem item) =>
        item.ClearanceToFollow ? $"{Of(item.Status)}, clearance to follow"
        : item.NotClearedWithin is not null ? $"{Of(item.Status)}, not cleared"
        : Of(item.Status);

    /// <summary>“45 minutes”, “2 hours”, “2 hours 30 minutes”.</summary>
    public static string Time(int minutes) =>
        string.Join(' ', [.. Counted(minutes / 60, "hour"), .. Counted(minutes % 60, "minute")]);

    private static IEnumerable<string> Counted(int count, string unit) =>
        count == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}")];

    /// <summary>The tone that repeats the words: info, done, wait or late.</summary>
    public static string ToneOf(DispatchItem item) =>
        item.Status switch
        {
            _ when item.ClearanceToFollow || item.NotClearedWithin is not null => "wait",
            DispatchStatus.AwaitingClearance => "wait",
            DispatchStatus.Returned or DispatchStatus.Cancelled or DispatchStatus.Superseded => "late",
            DispatchStatus.Acknowledged or DispatchStatus.Replied => "done",
            _ => "info",
        };

    public static string Of(Precedence precedence) =>
        precedence switch
        {
            Precedence.Flash => "flash",
            Precedence.Immediate => "immediate",
            Precedence.Priority => "priority",
            _ => "routine",
        };

    public static string MeaningOf(Precedence precedence) =>
        precedence switch
        {
            Precedence.Flash => "before all else",
            Precedence.Immediate => "before priority",
            Precedence.Priority => "before routine",
            _ => "in its turn",
        };

    public static string Of(Box box) =>
        box switch
        {
            Box.Sent => "Sent",
            Box.ToClear => "To clear",
            Box.AwaitingReply => "Awaiting reply",
            Box.Assigned => "Assigned to me",
            Box.Drafts => "Drafts",
            Box.ToReview => "To review",
            _ => "In",
        };

    /// <summary>The register's name in addresses: <c>to-clear</c>.</summary>
    public static string SlugOf(Box box) =>
        box switch
        {
            Box.Sent => "sent",
            Box.ToClear => "to-clear",
            Box.AwaitingReply => "awaiting-reply",
            Box.Assigned => "assigned",
            Box.Drafts => "drafts",
            Box.ToReview => "to-review",
            _ => "inbox",
        };

    /// <summary>The register of that name; the inbox for whatever else is asked.</summary>
    public static Box BoxOf(string? slug) => Enum.GetValues<Box>().FirstOrDefault(box => SlugOf(box) == slug);

    public static string Capital(string words) =>
        words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
