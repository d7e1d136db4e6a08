namespace Legation.Simulation;

/// <summary>Lets happen in a network what a schedule chooses; what is not possible at that moment does not happen.</summary>
internal sealed class Happenings(Network network)
{
    private readonly Authors authors = new(network);
    private readonly Disasters disasters = new(network);
    private readonly Officers officers = new(network);
    private readonly List<Written> dispatches = [];

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
            case Happening.TimePasses:
                network.Pass();
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
        else if (
            authors.Dispatch(node, Addressees(node, picks), picks.Next(3) == 0, (Precedence)picks.Next(4)) is { } made
        )
            dispatches.Add(made);
    }

    // Revised by its home; cleared or returned by the office; acknowledged by whoever has it.
    private void WriteAbout(Written dispatch, int how, Picks picks)
    {
        var office = network.Nodes[1];
        if (how < 4 && dispatch.Through is not null && office.IsUp && dispatch.Clearance is null)
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
