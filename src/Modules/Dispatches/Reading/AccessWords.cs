using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Dispatches.Reading;

/// <summary>Who has a dispatch, and why whoever reads it may.</summary>
internal sealed class AccessWords(RecordAccess access, IDirectory directory)
{
    /// <summary>Each party that has it and in which part; then addressees that its label kept out.</summary>
    public IReadOnlyList<DistributionLine> Distribution(Principal principal, DispatchDetail detail)
    {
        var view = directory.For(principal);
        var kept = detail.Item.Action.Concat(detail.Item.Info).Where(party => !detail.Audience.Contains(party));
        return
        [
            .. detail
                .Audience.OrderBy(party => Rank(detail.Item, party))
                .Select(party => new DistributionLine(
                    PartyWords.Of(view, party),
                    true,
                    Role(view, detail.Item, party)
                )),
            .. kept.Select(party => new DistributionLine(
                PartyWords.Of(view, party),
                false,
                "was not sent it: the label did not permit it when this was released, or it was not known then"
            )),
        ];
    }

    /// <summary>The party and the clearance that make it visible, as sentences.</summary>
    public IReadOnlyList<string> OwnAccess(Principal principal, DispatchDetail detail)
    {
        var view = directory.For(principal);
        return access
            .Own(principal, detail.Item.Label, [.. detail.Audience])
            .Sentences(party => $"{Role(view, detail.Item, party)}: {view.NameOf(party)}");
    }

    private static int Rank(DispatchItem item, RecordId party) =>
        item.Action.Contains(party) ? 0
        : item.Info.Contains(party) ? 1
        : 2;

    private static string Role(DirectoryView view, DispatchItem item, RecordId party)
    {
        if (item.Action.Contains(party))
            return item.Action.Count > 1 && item.Action[0] == party ? "for action, leads" : "for action";
        if (item.Info.Contains(party))
            return "for information";
        if (party == item.From)
            return "wrote it";
        if (item.Copy.Contains(party))
            return "a copy, by the route";
        if (party == view.RouteOf(item.From, item.About)?.Terms.Through)
            return "clears it";
        return party == view.Party(item.From)?.Office ? "the author’s office" : "it was forwarded to it";
    }
}
