namespace Legation.Simulation;

/// <summary>A node's line to one peer: what it sends waits in the network until that delivers it or loses it.</summary>
internal sealed class SimulatedLine(Network network, SimulatedNode from, int to) : IPeerLine
{
    public Task<LineAnswer> SendAsync(byte[] batch, CancellationToken cancellation) => network.Send(from, to, batch);

    public Task<LineAnswer> StateAsync(byte[] statement, CancellationToken cancellation) =>
        network.State(from, to, statement);

    /// <summary>Simulated records have no attachments: those go over real lines in the fault tests.</summary>
    public Task<LineAnswer> SendPieceAsync(byte[] piece, CancellationToken cancellation) =>
        throw new NotSupportedException("A simulated line carries no attachments.");

    public Task<LineAnswer> CallAsync(CancellationToken cancellation) => network.Send(from, to, null);

    public void Dispose() { }
}

/// <summary>Something on the way between two nodes.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="To">To whom.</param>
/// <param name="Life">How often the sender's power had failed when it sent it.</param>
/// <param name="Batch">A batch; null for a call or a statement.</param>
/// <param name="Asked">Who waits for the answer; null for a copy.</param>
/// <param name="Answer">The answer on its way back; null on the way out.</param>
internal sealed record Message(
    int From,
    int To,
    int Life,
    byte[]? Batch,
    TaskCompletionSource<LineAnswer>? Asked,
    LineAnswer? Answer = null
)
{
    /// <summary>What the sender says of itself.</summary>
    public byte[]? Head { get; init; }

    public override string ToString() =>
        Answer is not null ? $"answer {To}→{From}"
        : Head is not null ? $"head {From}→{To}"
        : Batch is null ? $"call {From}→{To}"
        : BatchCodec.Decode(Batch) is { Head: var head }
            ? $"batch {From}→{To} {head.Lane} {head.First}–{head.Last} of epoch {head.Epoch}"
        : $"something broken {From}→{To}";
}
