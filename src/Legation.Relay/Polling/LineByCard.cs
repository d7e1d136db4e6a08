namespace Legation.Relay;

/// <summary>The line to a peer as its newest card says: it is called at its address, or it has none and polls.</summary>
internal sealed class LineByCard(IPeerLine called, IPeerLine polled, RunnerParts parts, RecordId peer) : IPeerLine
{
    private static readonly LineAnswer Neither = LineAnswer.Down("neither side has an address; files can be carried");

    /// <inheritdoc/>
    public Task<LineAnswer> SendAsync(byte[] batch, CancellationToken cancellation) =>
        Current?.SendAsync(batch, cancellation) ?? Task.FromResult(Neither);

    /// <inheritdoc/>
    public Task<LineAnswer> SendPieceAsync(byte[] piece, CancellationToken cancellation) =>
        Current?.SendPieceAsync(piece, cancellation) ?? Task.FromResult(Neither);

    /// <inheritdoc/>
    public Task<LineAnswer> CallAsync(CancellationToken cancellation) =>
        Current?.CallAsync(cancellation) ?? Task.FromResult(Neither);

    /// <inheritdoc/>
    public Task<LineAnswer> StateAsync(byte[] statement, CancellationToken cancellation) =>
        Current?.StateAsync(statement, cancellation) ?? Task.FromResult(Neither);

    public void Dispose()
    {
        called.Dispose();
        polled.Dispose();
    }

    private IPeerLine? Current =>
        parts.Nodes.Find(peer)?.Card.Address is not null ? called
        : parts.Options.Address is not null ? polled
        : null;
}
