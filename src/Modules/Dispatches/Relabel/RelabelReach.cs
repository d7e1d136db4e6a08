using Legation.Dispatches.Contracts;
using Legation.Dispatches.Reading;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;

namespace Legation.Dispatches.Relabel;

/// <summary>Tells who of those for whom a dispatch is gains or loses it by another label.</summary>
internal sealed class RelabelReach(IDistribution distribution, IDirectory directory)
{
    public IReadOnlyList<DistributionLine> Of(Principal principal, DispatchDetail detail, Label label)
    {
        var view = directory.For(principal);
        var parties = detail.Item.Action.Concat(detail.Item.Info).Concat(detail.Audience).Distinct().ToList();
        var before = distribution.Preview(detail.Item.Label, parties);
        var after = distribution.Preview(label, parties);
        return [.. before.Zip(after).Select(pair => Line(view, detail, pair.First, pair.Second))];
    }

    private static DistributionLine Line(
        DirectoryView view,
        DispatchDetail detail,
        PartyDistribution before,
        PartyDistribution after
    )
    {
        var isFor = detail.Audience.Contains(after.Party);
        return new DistributionLine(
            PartyWords.Of(view, after.Party),
            isFor && after.Receives,
            (isFor, before.Receives, after.Receives) switch
            {
                (false, _, true) => "may have it then, once it is forwarded",
                (_, true, false) => $"no longer: {after.Why}",
                (true, false, true) => "gets it",
                (true, true, true) => "has it, as before",
                _ => after.Why,
            }
        );
    }
}
