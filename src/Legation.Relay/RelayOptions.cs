using System.Security.Cryptography.X509Certificates;

namespace Legation.Relay;

/// <summary>What a node says about itself on its card.</summary>
/// <param name="Certificate">What it shows, for as long as the program runs; null: <see cref="INodeKeys"/> says.</param>
/// <param name="Address">Where peers reach this node: <c>https://host:port</c>; null: they cannot, and it calls them.</param>
/// <param name="Place">City and country, for people.</param>
/// <param name="ZoneId">IANA time zone of the place.</param>
public sealed record RelayOptions(X509Certificate2? Certificate, Uri? Address, string Place, string ZoneId)
{
    /// <summary>
    /// Port on which this node hears its peers; another than the address's where a forwarder stands before it; 0: on none.
    /// </summary>
    public int Port { get; init; } = Address?.Port ?? 0;

    /// <summary>Lets tests stand between the node and its line.</summary>
    internal Func<HttpMessageHandler, HttpMessageHandler> Line { get; init; } = handler => handler;
}
