using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Dispatches.Waiting;

/// <summary>What the reader's post has sent lately and somebody did not get: a line of the page Today for each dispatch.</summary>
internal sealed class NotDelivered(
    INonDeliveries nonDeliveries,
    DispatchReader reader,
    DispatchRows rows,
    TimeProvider clock
)
{
    private const int Looked = 100;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(14);

    public IReadOnlyList<(DispatchItem Item, TodayRow Row)> For(Principal principal, DirectoryView view)
    {
        var since = clock.GetUtcNow() - Lately;
        var stated = nonDeliveries
            .Newest(principal, Looked)
            .Where(s => s.About.Kind == DispatchKind.KindName && s.At > since)
            .ToLookup(s => s.About);
        var items = reader
            .Items(principal, [.. stated.Select(about => about.Key)])
            .Where(item => item.From == principal.Post && item.Cancelled is null);
        return [.. items.Select(item => (item, Row(item, stated[item.Id], view)))];
    }

    private TodayRow Row(DispatchItem item, IEnumerable<NonDelivery> stated, DirectoryView view)
    {
        var names = stated.Select(s => NonDeliveryWords.ReceiverOf(view, s)).Distinct();
        return rows.Of(item, view, $"Not delivered to {string.Join(", ", names)}");
    }
}
