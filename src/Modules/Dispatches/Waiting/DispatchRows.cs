using Legation.Dispatches.Contracts;
using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Ui;
using NodaTime;

namespace Legation.Dispatches.Waiting;

/// <summary>Dispatches as rows of the pages Today and Find.</summary>
internal sealed class DispatchRows(TimeProvider clock)
{
    /// <summary>What waits for an act, with when that is due.</summary>
    public TodayRow Of(WaitingDispatch waiting, DirectoryView view, string act) =>
        Of(waiting.Item with { Due = waiting.Due }, view, act);

    public TodayRow Of(DispatchItem item, DirectoryView view, string? act = null)
    {
        var subject = item.Subject.Length == 0 ? "No subject yet" : item.Subject;
        Instant? due = item is { Due: { } wanted, Status: not DispatchStatus.Replied }
            ? Instant.FromDateTimeOffset(wanted)
            : null;
        return new TodayRow(
            act is null ? subject : $"{act}: {subject}",
            Detail(item, view),
            item.Status is DispatchStatus.Draft ? $"/dispatches/{item.Id}/edit" : $"/dispatches/{item.Id}",
            PartyWords.From(view, item),
            item.Label,
            due,
            due < Instant.FromDateTimeOffset(clock.GetUtcNow())
        );
    }

    private static string Detail(DispatchItem item, DirectoryView view) =>
        string.Join(
            " · ",
            [
                item.Number ?? "draft",
                DispatchWords.Of(item.Precedence),
                .. Addressee(item, view),
                .. With(item, view),
                .. ToFollow(item),
            ]
        );

    private static IEnumerable<string> ToFollow(DispatchItem item) =>
        item.ClearanceToFollow ? ["clearance to follow"]
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

    private static IEnumerable<string> With(DispatchItem item, DirectoryView view) =>
        item.AssignedTo is { } post ? [$"with {view.NameOf(post)}"] : [];

    private static string More(int others) => others > 0 ? $" and {others} more" : "";
}
