using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Legation.Relay;

/// <summary>What was found at the address on a peer's card.</summary>
public enum ProbeResult
{
    /// <summary>The card has no address: the peer calls, and cannot be called.</summary>
    NoAddress,

    /// <summary>Nobody takes a connection there.</summary>
    NobodyThere,

    /// <summary>Who listens there does not speak TLS 1.3.</summary>
    NoTls,

    /// <summary>Who listens there shows another key than the accepted card says.</summary>
    OtherKey,

    /// <summary>The peer listens there, with the key of its card.</summary>
    KeyOfTheCard,
}

/// <summary>Looks who listens at a peer's address, to say which side does not accept the other's key.</summary>
public sealed class PeerProbe
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly INodeKeys keys;
    private readonly KnownNodes nodes;

    internal PeerProbe(INodeKeys keys, KnownNodes nodes) => (this.keys, this.nodes) = (keys, nodes);

    /// <summary>Connects once, reads nothing and sends nothing but this node's certificate.</summary>
    /// <param name="peer">A node whose card is accepted.</param>
    public async Task<ProbeResult> LookAsync(RecordId peer)
    {
        if (nodes.Find(peer) is not { Card: var card } known)
            throw new ArgumentException("The card of this node is not accepted.", nameof(peer));
        if (card.Address is not { } address)
            return ProbeResult.NoAddress;
        using var limit = new CancellationTokenSource(Longest);
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, limit.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return ProbeResult.NobodyThere;
        }
        return await ShownAsync(socket, address, known, limit.Token);
    }

    private async Task<ProbeResult> ShownAsync(TcpClient socket, Uri address, KnownNode known, CancellationToken limit)
    {
        Digest? shown = null;
        await using var tls = new SslStream(socket.GetStream());
        var asks = new SslClientAuthenticationOptions
        {
            TargetHost = address.Host,
            EnabledSslProtocols = SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            AllowTlsResume = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificateContext = SslStreamCertificateContext.Create(keys.InUse.Certificate, null, offline: true),
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                shown = certificate is X509Certificate2 theirs ? RelayTls.PinOf(theirs) : null;
                return shown is { } pin && known.Shows(pin);
            },
        };
        try
        {
            await tls.AuthenticateAsClientAsync(asks, limit);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            // What they show has been seen by then; another key ends the handshake before ours is shown.
        }
        return shown is not { } pin ? ProbeResult.NoTls
            : known.Shows(pin) ? ProbeResult.KeyOfTheCard
            : ProbeResult.OtherKey;
    }
}
