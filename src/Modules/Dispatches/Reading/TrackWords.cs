using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Ui;
using NodaTime;

namespace Legation.Dispatches.Reading;

/// <summary>The track in words.</summary>
internal static class TrackWords
{
    /// <summary>The step of a cancellation that names a corrected copy.</summary>
    public const string Superseded = "superseded";

    public static IReadOnlyList<TrackStep> Of(DispatchDetail detail, DateTimeOffset now) =>
        [.. detail.Track.Select(entry => Of(entry, IsLate(detail.Item, now)))];

    private static TrackStep Of(TrackEntry entry, bool late) =>
        entry.Step switch
        {
            "released" => Done(entry, $"Released by {entry.By}", entry.Node),
            "received" => Done(entry, $"Reached {entry.Node}", null),
            "delivered" => Done(entry, $"Reached {entry.Node}", Detail("receipt given", entry.Text)),
            "approved" => Done(entry, $"Approved for release by {entry.By}", entry.Text),
            Step.Cleared when entry.IsByRule => Done(
                entry,
                $"Cleared under the standing authority of {entry.By}",
                entry.Node
            ),
            Step.Cleared => Done(entry, $"Cleared by {entry.By}", Detail(entry.Node, entry.Text)),
            Step.ClearedAhead => Done(
                entry,
                $"Went on under the standing authority of {entry.By}",
                Detail(entry.Node, "clearance to follow")
            ),
            Step.PassedOn => Done(
                entry,
                $"Not cleared in the {entry.Text} that the route gives: passed to {entry.By}",
                entry.Node
            ),
            Step.Lapsed => Done(
                entry,
                $"Not cleared in the {entry.Text} that the route gives; went on under its rule",
                entry.Node
            ),
            Step.Returned => Done(entry, $"Returned for revision by {entry.By}", entry.Node),
            Step.Acknowledged => Done(entry, $"Acknowledged by {entry.By}", entry.Node),
            Step.Assigned => Done(entry, $"Assigned by {entry.By}", $"to {entry.Text}"),
            Step.TakenBack => Done(entry, $"Assigned to nobody any more by {entry.By}", entry.Text),
            Step.Cancelled => Done(entry, $"Cancelled by {entry.By}", entry.Text),
            Superseded => Done(entry, $"Superseded by a corrected copy by {entry.By}", entry.Text),
            "told" => Done(entry, $"{entry.Node} knows that", null),
            "telling" => Open(entry, $"{entry.Node} is yet to be told", entry.Text, false),
            "withdrawn" => Done(entry, $"Not sent to {entry.Node}", entry.Text),
            Step.Commented => Done(entry, $"Comment by {entry.By}", entry.Node),
            Step.Forwarded => Done(entry, $"Forwarded by {entry.By}", $"to {entry.Text}"),
            Step.MadeReleasable => Done(entry, $"Releasable version approved by {entry.By}", entry.Text),
            Step.Relabelled => Done(entry, $"Relabelled by {entry.By}", entry.Text),
            Step.RepliedInterim => Done(entry, $"Interim reply by {entry.By}", entry.Text),
            Step.Replied => Done(entry, $"Answered by {entry.By}", entry.Text),
            "awaiting-clearance" => Open(entry, $"Clearance by {entry.Node}", entry.Text, late),
            "held-back" => Open(entry, $"Held back from {entry.Node}", entry.Text, true),
            NonDeliveryWords.Step => new TrackStep(
                $"Not delivered to {entry.Node}",
                Detail(entry.Text),
                At(entry),
                Done: false,
                Late: true
            )
            {
                Href = entry.Record is { } record ? $"/records/{record}" : null,
            },
            "refused" => new TrackStep(
                $"Not taken by {entry.Node}",
                Detail(entry.Text),
                At(entry),
                Done: false,
                Late: true
            ),
            _ => Open(entry, $"On its way to {entry.Node}", entry.Text.Length == 0 ? "sending" : entry.Text, false),
        };

    private static TrackStep Done(TrackEntry entry, string words, string? detail) =>
        new(words, Detail(detail), At(entry), Done: true, Late: false)
        {
            Href = entry.Record is { } record ? $"/records/{record}" : null,
        };

    private static TrackStep Open(TrackEntry entry, string words, string? detail, bool late) =>
        new(words, Detail(detail), At(entry), Done: false, late);

    private static string? Detail(params IEnumerable<string?> parts)
    {
        var said = string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
        return said.Length == 0 ? null : said;
    }

    private static Instant? At(TrackEntry entry) => entry.At is { } at ? Instant.FromDateTimeOffset(at) : null;

    private static bool IsLate(DispatchItem item, DateTimeOffset now) => item.Due < now && !item.IsSettled;
}
