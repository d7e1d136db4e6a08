using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.TimeLimits;

namespace Legation.Simulation;

/// <summary>
/// The office's node looks for terms that have ended; by what it then writes the oracle learns what went on. Other nodes,
/// and the office where its rule sets no time, say so falsely.
/// </summary>
internal sealed class TimeLimits(Network network)
{
    // Written here or come here.
    private const string Lapses = """
        SELECT j.content, j.salt, j.body FROM current c JOIN journal j ON j.seq = c.seq WHERE c.kind = 'lapse' ORDER BY j.seq
        """;

    private int reckonedIn = -1;
    private bool isAtRest;

    private SimulatedNode Office => network.Nodes[1];

    /// <summary>The product does this every other second.</summary>
    /// <param name="atRest">Nothing else happens any more.</param>
    public void Sweep(bool atRest = false)
    {
        isAtRest = atRest;
        if (!Office.IsUp || !network.Plan.Limited.Contains(true))
            return;
        try
        {
            var sweep = Office.Get<TermSweep>();
            if (reckonedIn != Office.Crashes)
                Wait.For(sweep.ReckonAllAsync());
            reckonedIn = Office.Crashes;
            Wait.For(sweep.RunAsync());
        }
        catch (PowerLostException)
        {
            network.Coverage.Note("fault: a look for ended terms failed");
        }
        Learn(Office);
        network.After(Office);
    }

    /// <summary>The oracle learns what lapsed at the office: it was written in no other way.</summary>
    public void Learn(SimulatedNode node)
    {
        if (node != Office || !node.IsUp || !network.Plan.Limited.Contains(true))
            return;
        foreach (
            var lapse in node.Query(
                Lapses,
                r => SignedRecord.Read((byte[])r.GetValue(0), (byte[])r.GetValue(1), (byte[])r.GetValue(2))
            )
        )
            if (network.Oracle.Find(lapse.Hash) is null)
                Learn(lapse, network.Oracle.Find(lapse.Header.References[0].Hash)!);
    }

    /// <summary>A node says of a dispatch that the office has not cleared it in time, which is not true.</summary>
    public void LapseFalsely(SimulatedNode node, Written dispatch, bool inTheOfficesName, Pen pen)
    {
        if (node == Office && network.Plan.LimitOf(dispatch.Home, dispatch.Record.Header.Precedence) is not null)
            return;
        var addressed = dispatch.Addressed.Append(dispatch.Home).Where(other => other != node.Index);
        var header = Pen.Header(node, pen.Id(Lapse.KindName), addressed.Select(Pen.Post), isRestricted: false) with
        {
            Author = new Author(node.Identity.Node, node.Identity.Node),
            References = [dispatch.Record.ToReference()],
        };
        var office = inTheOfficesName ? Office : node;
        pen.Commit(
            node,
            new Written
            {
                Record = pen.Sign(node, header, new LapseBody(office.Identity.Office, 1)),
                Home = node.Index,
                At = network.Elapsed,
                Addressed = [.. addressed],
                IsForged = office != node,
            }
        );
        network.Coverage.Note(
            node == Office ? "fault: lapse without a limit"
            : office == node ? "fault: lapse by another node"
            : "fault: lapse in the office's name"
        );
    }

    private void Learn(SignedRecord lapse, Written dispatch)
    {
        var isLast = Lapse.PassedTo(lapse) is null;
        var written = new Written
        {
            Record = lapse,
            Home = Office.Index,
            At = network.Elapsed,
            IsRestricted = lapse.Header.Label.Classification == Pen.LabelOf(isRestricted: true).Classification,
            Addressed = isLast ? [.. dispatch.Addressed.Append(dispatch.Home).Where(n => n != Office.Index)] : [],
            IsAcknowledged = true,
        };
        network.Oracle.Add(written);
        network.Coverage.Note(
            $"lapsed: {(isLast ? "goes on without clearance" : "passed to the deputy")}{(isAtRest ? ", at rest" : "")}"
        );
        if (network.Story.IsTold)
            network.Story.Tell($"node 1 lets the time end for {dispatch}{(isLast ? ": it goes on" : "")}");
        JudgeTime(written, dispatch);
        if (isLast)
            dispatch.LetGo.Add(written);
    }

    // By the clock that nobody sets. One that was set counts as right when the node has started with it and asked nobody.
    private void JudgeTime(Written lapse, Written dispatch)
    {
        if (network.Plan.LimitOf(dispatch.Home, dispatch.Record.Header.Precedence) is not { } limit)
            throw new ViolationException("what has no limit does not lapse", $"{dispatch} lapsed");
        var minutes = RecordMaker.ReadBody<LapseBody>(lapse.Record).Minutes;
        var isLast = Lapse.PassedTo(lapse.Record) is null;
        if (minutes != (isLast ? 2 * limit : limit))
            throw new ViolationException(
                "a term is as long as its limit",
                $"{dispatch} lapsed after {minutes} minutes"
            );
        if (!Office.Clock.WasSet && network.Elapsed - dispatch.At < TimeSpan.FromMinutes(minutes))
            throw new ViolationException("what has time does not lapse", $"{dispatch} lapsed before {minutes} minutes");
    }
}
