using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;

namespace Legation.Server.Communications;

/// <summary>The links over the API.</summary>
internal static class LinksApi
{
    public static void MapLinks(this RouteGroupBuilder api)
    {
        var links = api.MapGroup("/links").WithTags("Links").RequireDuty(Duties.Operate);
        links.MapGet("/", (LinkBoard board) => new LinkList(board.All())).WithSummary("The links of this node, how they are, what waits.");
        links
            .MapPost("/{id}/pause", (string id, LinkBoard board, CurrentPrincipal by) => TurnAsync(id, board, by, board.PauseAsync))
            .WithSummary("Send nothing over the link until it is resumed; what comes in is still taken.");
        links
            .MapPost("/{id}/resume", (string id, LinkBoard board, CurrentPrincipal by) => TurnAsync(id, board, by, board.ResumeAsync))
            .WithSummary("Send again over the link.");
    }

    private static async Task<IResult> TurnAsync(
        string id,
        LinkBoard board,
        CurrentPrincipal by,
        Func<RecordId, string, Task<bool>> turn
    )
    {
        if (!RecordId.TryParse(id, out var peer) || !await turn(peer, by.Required.Account))
            return NoSuchLink.ToResult();
        return TypedResults.Ok(board.All().Single(link => link.Id == peer));
    }

    private static Refusal NoSuchLink { get; } =
        new(RefusalKind.NotFound, "no-such-link", "This node has no link with that id.");

    internal sealed record LinkList(IReadOnlyList<LinkLine> Links);
}
