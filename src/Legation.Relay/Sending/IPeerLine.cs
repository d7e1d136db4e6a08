namespace Legation.Relay;

/// <summary>What came back over the line.</summary>
internal sealed record LineAnswer(byte[]? Content, Trouble? Trouble, string Why, double Milliseconds)
{
    /// <summary>The code of a refusal, if the peer gave one.</summary>
    public string? Code { get; init; }

    /// <summary>No answer.</summary>
    public static LineAnswer Down(string why) => new(null, Relay.Trouble.LineDown, why, 0);

    /// <summary>An answer that is no receipt: the peer says why it takes nothing.</summary>
    public static LineAnswer Refused(int status, byte[] content, double milliseconds) =>
        new(
            null,
            status == ProtocolRefusal.Paused.Status ? Relay.Trouble.PeerPaused : Relay.Trouble.Refused,
            ProtocolRefusal.Read(content)?.Sentence ?? $"answered with status {status}",
            milliseconds
        )
        {
            Code = ProtocolRefusal.Read(content)?.Code,
        };
}

/// <summary>The line to one peer: it is called, or it polls, or a simulated network carries what is sent.</summary>
internal interface IPeerLine : IDisposable
{
    /// <summary>Sends a batch; the content of the answer is the signed receipt.</summary>
    Task<LineAnswer> SendAsync(byte[] batch, CancellationToken cancellation);

    /// <summary>Sends a piece of an attachment; the content of the answer says how much is there, or is a receipt.</summary>
    Task<LineAnswer> SendPieceAsync(byte[] piece, CancellationToken cancellation);

    /// <summary>Asks whether the peer is there.</summary>
    Task<LineAnswer> CallAsync(CancellationToken cancellation);

    /// <summary>
    /// Sends what this node says of itself; the content of the answer is what the peer does. On a line that the peer must
    /// ask for everything it is the peer that sends; then there is nothing.
    /// </summary>
    Task<LineAnswer> StateAsync(byte[] statement, CancellationToken cancellation) =>
        Task.FromResult(new LineAnswer(null, null, "", 0));
}
