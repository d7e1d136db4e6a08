using Legation.Records;
using Legation.Records.Access;

namespace Legation.Server.Security;

/// <summary>What one officer sees of entries: which fit the question, and which of their records are for him.</summary>
internal sealed class DecisionSight
{
    private readonly ReadGateway gateway;
    private readonly AccessRule rule;
    private readonly Principal officer;
    private readonly DecisionQuery query;
    private readonly Func<long, string?> kindAt;
    private readonly HashSet<long> positions;

    public DecisionSight(ReadGateway gateway, AccessRule rule, Principal officer, DecisionQuery query)
    {
        (this.gateway, this.rule, this.officer, this.query) = (gateway, rule, officer, query);
        kindAt = gateway.KindsFor(officer);
        positions = query.Record is { } record ? [.. gateway.PositionsOf(officer, record)] : [];
    }

    /// <summary>False if there is nothing to find: the record that is asked for does not exist for the officer.</summary>
    public bool MayFind => query.Record is null || positions.Count > 0;

    /// <summary>The entry in words; null if it does not fit.</summary>
    public DecisionEntry? Of(DecisionRow row, Decision decision)
    {
        if (query.Node is { } node && !decision.Nodes.Contains(node))
            return null;
        var asked = query.IsAboutRecords ? [.. decision.Matters.Where(Fits)] : decision.Matters;
        if (query.IsAboutRecords && asked.Count == 0)
            return null;
        var shown = asked.Where(matter => query.IsAboutRecords || !matter.IsCounted).Select(Line);
        var said = decision.Said.Select(text => new DecisionLine(text));
        return new DecisionEntry(row.Seq, row.At, decision.What, [.. shown, .. said]);
    }

    private bool Fits(Matter matter) =>
        (query.Record is null || matter.Record == query.Record || (matter.Position is { } at && positions.Contains(at)))
        && (query.Kind is null || KindOf(matter) == query.Kind);

    private string? KindOf(Matter matter) =>
        matter.Position is { } at ? kindAt(at)
        : matter.Record is { } record && gateway.Among(officer, [record]).Count > 0 ? record.Kind
        : null;

    private DecisionLine Line(Matter matter) =>
        matter.Position is { } at && gateway.At(officer, at) is { } found
            ? new DecisionLine(matter.Words, found.Header.Id, found.Relabelled ?? rule.LabelAt(found.Label))
        : matter.Record is { } record && gateway.Label(officer, record) is { } label
            ? new DecisionLine(matter.Words, record, label)
        : new DecisionLine("A record that is not for you.");
}
