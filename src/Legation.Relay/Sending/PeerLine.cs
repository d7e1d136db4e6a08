using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Legation.Relay;

/// <summary>The HTTPS line to one peer.</summary>
internal sealed class PeerLine(RelayOptions options, INodeKeys keys, KnownNodes nodes, FormerPins pins, RecordId peer)
    : IPeerLine
{
    /// <summary>Longest answer to a batch that is read.</summary>
    public const int LongestReceipt = 64 * 1024;

    /// <summary>How long the answer to a batch is waited for.</summary>
    public static readonly TimeSpan LongestBatch = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private (LineKeys Keys, HttpClient Client)? line;
    private volatile object? shown;

    /// <inheritdoc/>
    public Task<LineAnswer> SendAsync(byte[] batch, CancellationToken cancellation) =>
        PostAsync(RelayPaths.Batch, batch, RelayPaths.BatchType, LongestReceipt, LongestBatch, cancellation);

    /// <inheritdoc/>
    public Task<LineAnswer> SendPieceAsync(byte[] piece, CancellationToken cancellation) =>
        PostAsync(RelayPaths.Attachment, piece, RelayPaths.PieceType, LongestReceipt, LongestBatch, cancellation);

    /// <summary>Asks for what the peer has for this node; the content of the answer is that, or nothing.</summary>
    public Task<LineAnswer> PollAsync(byte[] poll, CancellationToken cancellation) =>
        PostAsync(
            RelayPaths.Poll,
            poll,
            RelayPaths.PollType,
            BatchCodec.Longest,
            PolledLine.LongestPoll + LongestBatch,
            cancellation
        );

    /// <inheritdoc/>
    public async Task<LineAnswer> CallAsync(CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, RelayPaths.Call);
        return await AskAsync(request, LongestReceipt, LongestCall, cancellation);
    }

    /// <inheritdoc/>
    public Task<LineAnswer> StateAsync(byte[] statement, CancellationToken cancellation) =>
        PostAsync(RelayPaths.Head, statement, RelayPaths.ReceiptType, LongestReceipt, LongestCall, cancellation);

    public void Dispose() => line?.Client.Dispose();

    private async Task<LineAnswer> PostAsync(
        string path,
        byte[] body,
        string type,
        int longestAnswer,
        TimeSpan longest,
        CancellationToken cancellation
    )
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var request = Request(HttpMethod.Post, path);
        request.Content = content;
        return await AskAsync(request, longestAnswer, longest, cancellation);
    }

    private async Task<LineAnswer> AskAsync(
        HttpRequestMessage request,
        int longestAnswer,
        TimeSpan longest,
        CancellationToken cancellation
    )
    {
        var began = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(longest);
        try
        {
            using var response = await Client()
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            await response.Content.LoadIntoBufferAsync(longestAnswer, limit.Token);
            var content = await response.Content.ReadAsByteArrayAsync(limit.Token);
            if (shown is Digest pin)
                await pins.SeenAsync(pin);
            return Answer(response.StatusCode, content, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        // A line that a new card of the peer has ended is disposed of while it is used.
        catch (Exception e)
            when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            return LineAnswer.Down(Reason(e));
        }
    }

    private static LineAnswer Answer(HttpStatusCode status, byte[] content, double milliseconds) =>
        status is HttpStatusCode.OK or HttpStatusCode.NoContent
            ? new LineAnswer(content, null, "", milliseconds)
            : LineAnswer.Refused((int)status, content, milliseconds);

    private static string Reason(Exception e) =>
        e switch
        {
            OperationCanceledException => "no answer in time",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                "one side does not accept the key of the other",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                "the address is not known",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
            _ => "the connection broke",
        };

    private HttpRequestMessage Request(HttpMethod method, string path) =>
        new(method, new Uri(nodes.Find(peer)!.Card.Address!, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

    // A new TLS key at either end ends the connection that was made with the old one; so does a revocation.
    private HttpClient Client()
    {
        var (own, known) = (keys.InUse.Certificate, nodes.Find(peer)!);
        var now = new LineKeys(own, known.Card.TlsPin, known.FormerPin, known.IsRevoked);
        lock (gate)
        {
            if (line is { } open && open.Keys == now)
                return open.Client;
            line?.Client.Dispose();
            var client = new HttpClient(options.Line(RelayTls.Handler(own, nodes, peer, pin => shown = pin)))
            {
                Timeout = Timeout.InfiniteTimeSpan,
            };
            line = (now, client);
            return client;
        }
    }

    private sealed record LineKeys(X509Certificate2 Own, Digest Pin, Digest? FormerPin, bool IsRevoked);
}
