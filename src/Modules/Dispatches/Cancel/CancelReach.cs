using Legation.Dispatches.Contracts;
using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Dispatches.Cancel;

/// <summary>Tells who of those for whom a dispatch is learns that it was cancelled, and who does not.</summary>
internal sealed class CancelReach(
    IDistribution distribution,
    IDeliveries deliveries,
    IDirectory directory,
    NodeIdentity node
)
{
    public IReadOnlyList<DistributionLine> Of(Principal principal, DispatchDetail detail)
    {
        var view = directory.For(principal);
        var went = deliveries.MayHaveGone(detail.Item.Id);
        return
        [
            .. distribution
                .Preview(detail.Item.Label, [.. detail.Audience.Where(party => party != detail.Item.From)])
                .Select(line => Line(view, detail.Item, went, line)),
        ];
    }

    private DistributionLine Line(DirectoryView view, DispatchItem item, bool went, PartyDistribution line)
    {
        var why =
            !went && view.Party(line.Party)?.Home != node.Id ? "it has not gone there yet: neither it nor this goes"
            : IsBeyondTheOffice(view, item, line.Party) ? "the office has not cleared it: neither it nor this goes on"
            : line.Receives ? null
            : $"cannot be told: {line.Why}";
        return new DistributionLine(PartyWords.Of(view, line.Party), why is null, why ?? "is told");
    }

    private bool IsBeyondTheOffice(DirectoryView view, DispatchItem item, RecordId party) =>
        item.OfficeIsToDecide
        && view.Party(party)?.Home is var home
        && home != node.Id
        && view.RouteOf(item.From, item.About)?.Terms.Through is { } via
        && home != view.Party(via)?.Home;
}
