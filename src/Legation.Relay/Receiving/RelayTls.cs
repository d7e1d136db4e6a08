using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Relay;

/// <summary>
/// TLS 1.3 with pinned keys on both sides. A certificate's names and dates say nothing here: its public key must be the
/// one on an accepted card.
/// </summary>
internal static class RelayTls
{
    private const int BatchWindow = 4 * 1024 * 1024;
    private static readonly TimeSpan BothKeys = TimeSpan.FromSeconds(10);

    /// <summary>SHA-256 of the certificate's SubjectPublicKeyInfo (RFC 7469 §2.4).</summary>
    public static Digest PinOf(X509Certificate2 certificate) =>
        Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    /// <summary>The listening side.</summary>
    public static void Configure(ListenOptions listen)
    {
        var services = listen.ApplicationServices;
        var keys = services.GetRequiredService<INodeKeys>();
        listen.Protocols = HttpProtocols.Http2;
        var limits = listen.KestrelServerOptions.Limits.Http2;
        limits.InitialConnectionWindowSize = Math.Max(limits.InitialConnectionWindowSize, 2 * BatchWindow);
        limits.InitialStreamWindowSize = Math.Max(limits.InitialStreamWindowSize, BatchWindow);
        // A poll that waits here says nothing for long: whoever is gone must be noticed.
        limits.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
        limits.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        listen.UseHttps(https =>
        {
            https.ServerCertificateSelector = (_, _) => keys.InUse.Certificate;
            https.SslProtocols = SslProtocols.Tls13;
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.CheckCertificateRevocation = false;
            https.ClientCertificateValidation = (certificate, _, _) =>
                services.GetRequiredService<KnownNodes>().ByPin(PinOf(certificate)) is not null;
            // A resumed session would not show its certificate again.
            https.OnAuthenticate = (_, ssl) => ssl.AllowTlsResume = false;
        });
    }

    /// <summary>The calling side, for one peer: whoever answers must have the key on that peer's newest accepted card.</summary>
    /// <param name="own">What this node shows.</param>
    /// <param name="nodes">The accepted cards.</param>
    /// <param name="peer">Who is called.</param>
    /// <param name="shown">Is given the pin of whoever answers, if it is the peer's.</param>
    public static SocketsHttpHandler Handler(
        X509Certificate2 own,
        KnownNodes nodes,
        RecordId peer,
        Action<Digest> shown
    ) =>
        new()
        {
            // As long as a peer may show either of two keys, it is looked again which.
            PooledConnectionLifetime = nodes.Find(peer)?.FormerPin is null ? Timeout.InfiniteTimeSpan : BothKeys,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            InitialHttp2StreamWindowSize = 1024 * 1024,
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13,
                AllowTlsResume = false,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                ClientCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true),
                RemoteCertificateValidationCallback = (_, offered, _, _) =>
                    offered is X509Certificate2 certificate && IsOf(peer, PinOf(certificate), nodes, shown),
            },
        };

    private static bool IsOf(RecordId peer, Digest pin, KnownNodes nodes, Action<Digest> shown)
    {
        if (nodes.Find(peer)?.Shows(pin) != true)
            return false;
        shown(pin);
        return true;
    }
}
