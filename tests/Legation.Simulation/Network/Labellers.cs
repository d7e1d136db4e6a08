using Legation.Dispatches.Model;

namespace Legation.Simulation;

/// <summary>Homes of dispatches give them another label, as the product does it: by two records that say the same.</summary>
internal sealed class Labellers(Network network, Pen pen)
{
    private const string Stages = "SELECT DISTINCT state FROM relay_outbox WHERE hash = $1 ORDER BY state";

    /// <summary>
    /// Raises a dispatch or lowers it. Lowered is only what needs no clearance or has one that the home knows: whom it
    /// lets in would lack that.
    /// </summary>
    public void Relabel(SimulatedNode node, Written dispatch)
    {
        if (Pen.Current(node, dispatch.Id) is not { } current || current.Hash != dispatch.Hash)
            return;
        var before = network.Oracle.IsRestrictedAt(dispatch, node.Index);
        var letGo = dispatch.LetGo.Where(act => node.HasInEffect(act)).ToList();
        if (before && dispatch.Through is not null && letGo.Count == 0)
            return;
        NoteStage(node, dispatch, before ? "lowered" : "raised");
        var said = new Relabelled(NextNumber(node, dispatch), !before, dispatch.Home);
        var body = new RelabelBody("", Pen.LabelOf(!before) with { Made = null }, said.Number, null);
        foreach (var label in new[] { before, !before })
            said.Records.Add(Sign(node, dispatch, letGo, label, body));
        foreach (var relabelled in letGo.Append(dispatch))
            relabelled.Relabellings.Add(said);
        pen.Commit(node, [.. said.Records]);
    }

    private Written Sign(
        SimulatedNode node,
        Written dispatch,
        IEnumerable<Written> letGo,
        bool isRestricted,
        RelabelBody body
    )
    {
        var audience = dispatch.Addressed.Append(dispatch.Home).Select(Pen.Post);
        var header = Pen.Header(node, pen.Id(RelabelKind.KindName), audience, isRestricted) with
        {
            Precedence = (Precedence)(pen.Made % 4),
            References = [.. letGo.Prepend(dispatch).Select(about => about.Record.ToReference())],
        };
        return new Written
        {
            Record = pen.Sign(node, header, body),
            Home = node.Index,
            At = network.Elapsed,
            IsRestricted = isRestricted,
            Addressed = dispatch.Addressed,
            About = dispatch,
            IsRelabelling = true,
        };
    }

    private static int NextNumber(SimulatedNode node, Written dispatch) =>
        1
        + (int)
            node.Number(JournalSql.LastRelabelling, dispatch.Id.ToBytes(), dispatch.Id.Kind, dispatch.Hash.ToBytes());

    private void NoteStage(SimulatedNode node, Written dispatch, string how)
    {
        foreach (var state in node.Query(Stages, r => (RowState)r.GetInt32(0), dispatch.Hash.ToBytes()))
            network.Coverage.Note($"relabelled: {how}, {Words(state)}");
        network.Coverage.Note($"relabelled: {how}");
    }

    private static string Words(RowState state) =>
        state switch
        {
            RowState.Queued => "queued",
            RowState.Sent => "under way",
            RowState.HeldBack => "held back",
            RowState.Delivered => "arrived",
            _ => "refused",
        };
}
