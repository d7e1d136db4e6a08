namespace Legation.Simulation;

/// <summary>
/// The sending side of a link: the product's machine and the product's work, one effect at a time, when the network says.
/// </summary>
internal sealed class SimulatedLink : IRunningLink
{
    private const double Jitter = 0.5;
    private readonly LinkMachine machine = new(() => Jitter);
    private readonly List<Task<LinkEvent>> onTheWay = [];
    private readonly Network network;
    private readonly LinkWork work;

    public SimulatedLink(Network network, SimulatedNode node, RunnerParts parts, LinkRow link)
    {
        (this.network, Node, Link) = (network, node, link);
        Peer = network.IndexOf(link.Peer);
        var line = network.Mutation.Over(new SimulatedLine(network, node, Peer));
        work = new LinkWork(parts, link, line);
        Post(new LinkEvent.Started(link.Paused));
    }

    public SimulatedNode Node { get; }

    public LinkRow Link { get; }

    public int Peer { get; }

    /// <summary>What its machine has asked for.</summary>
    public List<LinkEffect> Asked { get; } = [];

    /// <summary>When it wants to look again, by the clock that nobody sets.</summary>
    public TimeSpan? Due { get; private set; }

    public LinkReport Report => machine.Report;

    public void Post(LinkEvent happened)
    {
        foreach (var effect in machine.On(happened, new Moment(network.Elapsed, Node.Clock.GetUtcNow())))
            if (effect is LinkEffect.Wait wait)
                Due = network.Elapsed + wait.Time;
            else
                Asked.Add(effect);
    }

    /// <summary>Carries out one of the effects that it asked for.</summary>
    public void CarryOut(LinkEffect effect)
    {
        Asked.Remove(effect);
        onTheWay.Add(work.CarryOutAsync(effect, CancellationToken.None));
        Collect();
    }

    /// <summary>Tells the machine what has come of what was carried out.</summary>
    public void Collect()
    {
        for (var i = 0; i < onTheWay.Count && Node.IsUp; )
            if (onTheWay[i].IsCompleted)
            {
                var done = onTheWay[i];
                onTheWay.RemoveAt(i);
                Post(Wait.For(done));
            }
            else
                i++;
    }

    /// <summary>It is time to look again.</summary>
    public void Look()
    {
        Due = null;
        Post(new LinkEvent.Due());
    }

    public ValueTask DisposeAsync()
    {
        Node.Links.Remove(Peer);
        return ValueTask.CompletedTask;
    }
}
