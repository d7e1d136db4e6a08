using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Legation.Server.Accounts;

/// <summary>
/// Limits how often one address tries passwords, whatever names it tries: each attempt costs a hash and two commits.
/// </summary>
internal sealed class SignInPace : IDisposable
{
    /// <summary>Attempts at once, and again in each minute.</summary>
    public const int AMinute = 60;

    private readonly PartitionedRateLimiter<IPAddress?> limiter = PartitionedRateLimiter.Create<IPAddress?, string>(
        address => RateLimitPartition.GetTokenBucketLimiter(Line(address), _ => Options)
    );

    public bool Allows(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    private static TokenBucketRateLimiterOptions Options =>
        new()
        {
            TokenLimit = AMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / AMinute,
        };

    // Who has one address of IPv6 has 64 bits of them.
    private static string Line(IPAddress? address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address?.MapToIPv4().ToString() ?? "";
}
