namespace Legation.Simulation;

/// <summary>Lets happen in a network what a schedule chooses; what is not possible at that moment does not happen.</summary>
internal sealed class Happenings
{
    // Longer than a node waits after its start for a peer to confirm its clock.
    private const int LongestPass = 400;
    private readonly Pen pen;
    private readonly Authors authors;
    private readonly Labellers labellers;
    private readonly Disasters disasters;
    private readonly Officers officers;
    private readonly Network network;
    private readonly List<Written> dispatches = [];

    public Happenings(Network network)
    {
        this.network = network;
        pen = new Pen(network);
        (authors, labellers) = (new Authors(network, pen), new Labellers(network, pen));
        (disasters, officers) = (new Disasters(network), new Officers(network));
    }

    public void Let(Choice choice)
    {
        var picks = new Picks(choice.Pick);
        switch (choice.What)
        {
            case Happening.Write:
                Write(picks);
                break;
            case Happening.CarryOut:
                CarryOut(picks);
                break;
            case Happening.Deliver or Happening.DeliverTwice or Happening.KeepForWeeks or Happening.Lose:
                Convey(choice.What, picks);
                break;
            case Happening.Relabel or Happening.LapseFalsely:
                Mark(choice.What, picks);
                break;
            case Happening.TimePasses or Happening.MinutesPass:
                LetPass(choice.What, picks);
                break;
            case Happening.ChangeClearance or Happening.PauseLink or Happening.AcceptCard:
            case Happening.ChangeKey or Happening.RevokeKey:
                officers.Let(choice.What, picks);
                break;
            default:
                disasters.Let(choice.What, picks);
                break;
        }
    }

    private void Write(Picks picks)
    {
        var up = network.Nodes.Where(node => node.IsUp).ToList();
        if (up.Count == 0)
            return;
        var node = picks.Of(up);
        var how = picks.Next(16);
        if (how == 0)
            authors.ReviseDirectory(node);
        else if (how < 6 && dispatches.Count > 0)
            WriteAbout(picks.Of(dispatches), how, picks);
        else
            dispatches.Add(
                authors.Dispatch(node, Addressees(node, picks), picks.Next(3) == 0, (Precedence)picks.Next(4))
            );
    }

    private void LetPass(Happening what, Picks picks)
    {
        if (what == Happening.MinutesPass)
            network.Elapsed += TimeSpan.FromSeconds(1 + picks.Next(LongestPass));
        else
            network.Pass();
        network.TimeLimits.Sweep();
    }

    // Of most consequence is what was written last: it is on its way.
    private void Mark(Happening what, Picks picks)
    {
        if (dispatches.Count == 0)
            return;
        var dispatch = picks.Next(2) == 0 ? dispatches[^1] : picks.Of(dispatches);
        if (what == Happening.Relabel && network.Nodes[dispatch.Home] is { IsUp: true } home)
            labellers.Relabel(home, dispatch);
        else if (
            what == Happening.LapseFalsely
            && dispatch.Through is not null
            && network.Nodes[picks.Next(2) == 0 ? 1 : picks.Next(network.Nodes.Count)] is { IsUp: true } node
        )
            network.TimeLimits.LapseFalsely(node, dispatch, node.Index != 1 && picks.Next(2) == 0, pen);
    }

    // Revised by its home; cleared or returned by the office; acknowledged by whoever has it.
    private void WriteAbout(Written dispatch, int how, Picks picks)
    {
        var office = network.Nodes[1];
        if (how < 4 && dispatch.Through is not null && office.IsUp && dispatch.LetGo.Count == 0)
            authors.Act(office, how == 3 ? "return" : "clearance", dispatch);
        else if (how == 4 && network.Nodes[dispatch.Home] is { IsUp: true } home)
        {
            if (authors.Revise(home, dispatch) is { } revised)
                dispatches.Add(revised);
        }
        else if (network.Nodes[picks.Of(dispatch.Addressed)] is { IsUp: true } reader)
            authors.Act(reader, "acknowledgement", dispatch);
    }

    private List<int> Addressees(SimulatedNode node, Picks picks)
    {
        var others = network.Nodes.Where(other => other != node).Select(other => other.Index).ToList();
        var first = picks.Of(others);
        var second = picks.Of(others);
        return picks.Next(3) == 0 && first != second ? [first, second] : [first];
    }

    private void CarryOut(Picks picks)
    {
        var asked = network.Asked.ToList();
        if (asked.Count == 0)
            return;
        var (link, effect) = picks.Of(asked);
        network.CarryOut(link, effect);
    }

    private void Convey(Happening what, Picks picks)
    {
        if (network.Messages.Count == 0)
            return;
        var message = picks.Of(network.Messages);
        if (what == Happening.Lose)
        {
            network.Coverage.Note(message.Answer is null ? "fault: message lost" : "fault: answer lost");
            network.Lose(message);
            return;
        }
        if (what == Happening.DeliverTwice && message is { Answer: null, Batch: not null })
        {
            network.Coverage.Note("fault: batch doubled");
            network.Messages.Add(message with { Asked = null });
        }
        else if (what == Happening.KeepForWeeks && message is { Answer: null, Batch: not null })
        {
            network.KeepForWeeks(message);
            // Either a second one comes that late, or the only one.
            if (picks.Next(2) == 0)
            {
                network.Lose(message);
                return;
            }
        }
        if (message != network.Messages[0])
            network.Coverage.Note("fault: reordered");
        network.Deliver(message);
    }
}
