using Legation.Server.Nodes;

namespace Legation.Server.Api;

/// <summary>Whether the node serves, for whoever watches it. Says nothing else.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        foreach (var address in new[] { "/healthz", "/api/v1/healthz" })
            app.MapGet(address, (NodeDescription node) => new NodeHealth(node.Code, "ok"))
                .AllowAnonymous()
                .WithTags("Health")
                .WithSummary("Whether the node serves; needs no sign-in.");
    }

    internal sealed record NodeHealth(string Node, string Status);
}
