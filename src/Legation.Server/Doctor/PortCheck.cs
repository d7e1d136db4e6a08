using System.Net;
using System.Net.NetworkInformation;
using Legation.Server.Nodes;

namespace Legation.Server.Doctor;

/// <summary>Whether the node could listen: asked while it is stopped.</summary>
internal static class PortCheck
{
    public static IEnumerable<Finding> Of(NodeDescription node)
    {
        var taken = IPGlobalProperties
            .GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Select(listener => listener.Port)
            .ToHashSet();
        foreach (
            var (port, what) in new (int? Port, string What)[]
            {
                (Doors.PagesPort(node), "pages"),
                (Doors.RelayPort(node), "peers"),
            }
        )
            if (port is { } wanted && taken.Contains(wanted))
                yield return Finding.Error(
                    "ports",
                    $"Another program listens on port {port}, where this node is to hear {what}.",
                    $"Find it with: ss -ltnp 'sport = :{port}'. Stop it, or give the node another port in node.json."
                );
    }
}
