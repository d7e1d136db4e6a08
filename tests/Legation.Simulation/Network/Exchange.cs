namespace Legation.Simulation;

/// <summary>Lets a node and its peer tell each other how far they have come, at once, over a line that has no faults.</summary>
internal sealed class Exchange(SimulatedNode node, SimulatedNode peer) : IPeerLine
{
    public void Run() => Wait.For(node.Get<Heads>().ExchangeAsync(this, peer.Identity.Node, CancellationToken.None));

    public async Task<LineAnswer> StateAsync(byte[] statement, CancellationToken cancellation)
    {
        var answer = await peer.Get<Reception>().HearAsync(node.Identity.Node, statement);
        return new LineAnswer(answer.Statement, null, "", 1);
    }

    public Task<LineAnswer> SendAsync(byte[] batch, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<LineAnswer> SendPieceAsync(byte[] piece, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<LineAnswer> CallAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public void Dispose() { }
}
