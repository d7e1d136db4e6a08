namespace Legation.Relay;

/// <summary>What came back over the line.</summary>
internal sealed record LineAnswer(byte[]? Content, Trouble? Trouble, string Why, double Milliseconds)
{
    /// <summary>An answer that is no receipt: the peer says why it takes nothing.</summary>
    public static LineAnswer Refused(int status, byte[] content, double milliseconds) =>
        new(
            null,
            status == ProtocolRefusal.Paused.Status ? Relay.Trouble.PeerPaused : Relay.Trouble.Refused,
            ProtocolRefusal.Read(content)?.Sentence ?? $"answered with status {status}",
            milliseconds
        );
}

/// <summary>The line to one peer: HTTPS, or that of a simulated network.</summary>
internal interface IPeerLine : IDisposable
{
    /// <summary>Sends a batch; the content of the answer is the signed receipt.</summary>
    Task<LineAnswer> SendAsync(byte[] batch, CancellationToken cancellation);

    /// <summary>Asks whether the peer is there.</summary>
    Task<LineAnswer> CallAsync(CancellationToken cancellation);
}
