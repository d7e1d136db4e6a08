using Legation.Dispatches.Contracts;
using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Ui;
using NodaTime;

namespace Legation.Dispatches.Waiting;

/// <summary>Dispatches as rows of the pages Today and Find.</summary>
internal sealed class DispatchRows(TimeProvider clock)
{
    /// <summary>What waits for an act, with when that is due.</summary>
    /// <param name="waiting">What waits.</param>
    /// <param name="view">The directory.</param>
    /// <param name="act">The act.</param>
    /// <param name="reader">The post for which it waits.</param>
    public TodayRow Of(WaitingDispatch waiting, DirectoryView view, string act, RecordId reader) =>
        Of(waiting.Item with { Due = waiting.Due }, view, act, reader);

    public TodayRow Of(DispatchItem item, DirectoryView view, string? act = null) => Of(item, view, act, reader: null);

    private TodayRow Of(DispatchItem item, DirectoryView view, string? act, RecordId? reader)
    {
        var subject = item.Subject.Length == 0 ? "No subject yet" : item.Subject;
        Instant? due = item is { Due: { } wanted, IsSettled: false } ? Instant.FromDateTimeOffset(wanted) : null;
        return new TodayRow(
            act is null ? subject : $"{act}: {subject}",
            Detail(item, view, reader),
            DispatchAddress.Of(item),
            PartyWords.From(view, item),
            item.Label,
            due,
            due < Instant.FromDateTimeOffset(clock.GetUtcNow())
        );
    }

    private static string Detail(DispatchItem item, DirectoryView view, RecordId? reader) =>
        string.Join(
            " · ",
            [
                item.Number ?? "draft",
                DispatchWords.Of(item.Precedence),
                .. Addressee(item, view),
                .. With(item, view, reader),
                .. ToFollow(item),
            ]
        );

    private static IEnumerable<string> ToFollow(DispatchItem item) =>
        item.Cancelled is not null ? [DispatchWords.Of(item.Status)]
        : item.ClearanceToFollow ? ["clearance to follow"]
        : item.NotClearedWithin is not null ? ["not cleared"]
        : [];

    private static IEnumerable<string> Addressee(DispatchItem item, DirectoryView view) =>
        (item.OursToAnswer, item.Action, item.Info) switch
        {
            (true, _, _) when item.AssignedTo is null => ["for your action"],
            (_, { Count: > 0 } action, _) => [$"action: {view.NameOf(action[0])}{More(action.Count - 1)}"],
            (_, _, { Count: > 0 }) => ["for information"],
            _ => [],
        };

    private static IEnumerable<string> With(DispatchItem item, DirectoryView view, RecordId? reader) =>
        item.AssignedTo is not { } post ? []
        : post == reader ? ["assigned to you"]
        : [$"with {view.NameOf(post)}"];

    private static string More(int others) => others > 0 ? $" and {others} more" : "";
}
