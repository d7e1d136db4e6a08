using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Legation.Relay;

namespace Legation.Server.Communications;

/// <summary>The links over the API, for who operates the node.</summary>
internal static class LinksApi
{
    public static void MapLinks(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/links").WithTags("Links").RequireDuty(Duties.Operate);
        group
            .MapGet("/", (Links links) => new LinkList(links.All()))
            .WithSummary("The links of this node, how they are, what waits and why");
        group
            .MapGet(
                "/{id}",
                (string id, Links links) => links.Find(id) is { } link ? TypedResults.Ok(link) : NoSuchLink.ToResult()
            )
            .WithSummary("One link");
        group
            .MapPost("/{id}/pause", async (string id, Links links) => (await links.PauseAsync(id)).ToResult())
            .WithSummary("Stop sending and taking on the link until it is resumed");
        group
            .MapPost("/{id}/resume", async (string id, Links links) => (await links.ResumeAsync(id)).ToResult())
            .WithSummary("Let the link go on");
    }

    private static Refusal NoSuchLink { get; } =
        new(RefusalKind.NotFound, "no-such-link", "This node has no link with that id.");

    internal sealed record LinkList(IReadOnlyList<LinkView> Items);
}
