using System.Net;
using System.Net.NetworkInformation;

namespace Legation.Browser.Tests.Hosting;

/// <summary>Finds a base at which the demonstration's pages and relays have their ports free.</summary>
internal static class FreePorts
{
    private const int Nodes = 4;
    private const int RelayOffset = 100;

    public static int Base()
    {
        var taken = IPGlobalProperties
            .GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Select(endpoint => endpoint.Port)
            .ToHashSet();
        return Enumerable
            .Range(0, 500)
            .Select(_ => Random.Shared.Next(20_000, 32_000))
            .First(start => Ports(start).All(port => !taken.Contains(port)));
    }

    private static IEnumerable<int> Ports(int start) =>
        Enumerable.Range(start + 1, Nodes).Concat(Enumerable.Range(start + RelayOffset + 1, Nodes));
}
