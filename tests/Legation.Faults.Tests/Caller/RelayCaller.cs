using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Legation.Faults.Tests.Network;

namespace Legation.Faults.Tests.Caller;

/// <summary>
/// Speaks docs/protocols/relay.md to a node as a peer does, honest or not, and says what it was answered. Written from
/// that text, so that it shows too whether another implementation can be.
/// </summary>
internal sealed class RelayCaller : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpClient http;
    private long next = 1;

    public RelayCaller(CallerIdentity identity, ServedNode to)
    {
        Identity = identity;
        Receiver = to.Id;
        http = new HttpClient(Handler(identity, to.Pin)) { BaseAddress = to.RelayAddress, Timeout = Patience };
    }

    public CallerIdentity Identity { get; }

    /// <summary>Id of the node that is called.</summary>
    public string Receiver { get; }

    /// <summary>A batch under the next numbers of the lane for dispatches of routine precedence.</summary>
    public CallerBatch Batch(params IReadOnlyList<SignedItem> items)
    {
        var batch = new CallerBatch(Identity.Node, Receiver, items) { Epoch = Identity.Epoch, First = next };
        next += items.Count;
        return batch;
    }

    public Task<CallerAnswer> SendAsync(CallerBatch batch) => PostAsync(new ByteArrayContent(batch.Encode()));

    /// <summary>Sends one record under the next number and says what became of it.</summary>
    public async Task<string> OutcomeOfAsync(SignedItem item) => (await SendAsync(Batch(item))).Outcomes.Single();

    /// <summary>Posts any bytes as a batch.</summary>
    public Task<CallerAnswer> PostAsync(HttpContent content) =>
        PostAsync("/relay/v1/batch", "application/vnd.legation.batch+cbor", content);

    /// <summary>Posts any bytes as a piece of an attachment.</summary>
    public Task<CallerAnswer> PostPieceAsync(byte[] piece) =>
        PostAsync("/relay/v1/attachment", "application/vnd.legation.piece+cbor", new ByteArrayContent(piece));

    private async Task<CallerAnswer> PostAsync(string path, string mediaType, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        using var request = Request(HttpMethod.Post, path);
        request.Content = content;
        using var response = await http.SendAsync(request);
        return CallerAnswer.Of(response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Whether the node is there: 204, or why it takes nothing.</summary>
    public async Task<CallerAnswer> CallAsync()
    {
        using var request = Request(HttpMethod.Get, "/relay/v1/call");
        using var response = await http.SendAsync(request);
        return CallerAnswer.Of(response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    public void Dispose() => http.Dispose();

    private static HttpRequestMessage Request(HttpMethod method, string path) =>
        new(method, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

    private static SocketsHttpHandler Handler(CallerIdentity identity, string pin) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13,
                AllowTlsResume = false,
                ClientCertificateContext = SslStreamCertificateContext.Create(identity.Tls, null, offline: true),
                RemoteCertificateValidationCallback = (_, shown, _, _) =>
                    shown is X509Certificate2 certificate && CallerIdentity.PinOf(certificate) == pin,
            },
        };
}
