using System.ComponentModel;
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
            .WithSummary("The links of this node, how they are, how far behind, what waits and why");
        group
            .MapGet(
                "/{id}",
                (string id, Links links) => links.Find(id) is { } link ? TypedResults.Ok(link) : NoSuchLink.ToResult()
            )
            .WithSummary("One link");
        group.MapGet("/{id}/queue", Queue).WithSummary("What waits on a link, is held back, or was refused, and why");
        group
            .MapPost("/{id}/pause", async (string id, Links links) => (await links.PauseAsync(id)).ToResult())
            .WithSummary("Stop sending and taking on the link until it is resumed");
        group
            .MapPost("/{id}/resume", async (string id, Links links) => (await links.ResumeAsync(id)).ToResult())
            .WithSummary("Let the link go on");
        group
            .MapPost("/{id}/try", async (string id, Links links) => (await links.TryNowAsync(id)).ToResult())
            .WithSummary("Try the line at once; what is held back is decided again");
    }

    private static IResult Queue(
        string id,
        Links links,
        PageCursor cursor,
        CurrentPrincipal current,
        [Description("waiting, heldBack or refused; waiting if nothing is said")] string? section,
        [Description("One lane: system, flash, immediate, priority, routine or attachments")] string? lane,
        [Description("From the page before")] string? next,
        [Description("Entries on a page, 1 to 200")] int? limit
    )
    {
        if (PageCursor.Limit(limit).Refused(out var refusal, out var most))
            return refusal.ToResult();
        if (Named<QueueSection>("section", section).Refused(out refusal, out var part))
            return refusal.ToResult();
        if (Named<Lane>("lane", lane).Refused(out refusal, out var one))
            return refusal.ToResult();
        var query = new QueueQuery(part ?? QueueSection.Waiting, one);
        var fixedForm = $"queue {id} {query.Section} {query.Lane}";
        if (!cursor.TryRead(current.Required, fixedForm, next, out var after))
            return PageCursor.Forged;
        if (links.Queue(id, query with { After = after ?? 0 }, most) is not { } page)
            return NoSuchLink.ToResult();
        return TypedResults.Ok(
            new QueueList(
                page.Items,
                [.. links.ReasonsOf(id, query.Section).Where(reason => reason.Why.Length > 0).Select(ReasonLine.Of)],
                page.Next is { } position ? cursor.Next(current.Required, fixedForm, position) : null
            )
        );
    }

    // Null: nothing was said.
    private static Outcome<T?> Named<T>(string parameter, string? word)
        where T : struct, Enum =>
        string.IsNullOrEmpty(word) ? (T?)null
        : Enum.GetNames<T>().Any(name => name.Equals(word, StringComparison.OrdinalIgnoreCase))
            ? Enum.Parse<T>(word, ignoreCase: true)
        : new Refusal(
            RefusalKind.Invalid,
            parameter,
            $"{word} is none of: {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.",
            parameter
        );

    private static Refusal NoSuchLink { get; } =
        new(RefusalKind.NotFound, "no-such-link", "This node has no link with that id.");

    internal sealed record LinkList(IReadOnlyList<LinkView> Items);

    internal sealed record QueueList(
        IReadOnlyList<WaitingRecord> Items,
        IReadOnlyList<ReasonLine> Reasons,
        string? Next
    );

    internal sealed record ReasonLine(string Why, string? Code, string? Meaning, string? Remedy, long Count)
    {
        public static ReasonLine Of(QueueReason reason)
        {
            var words = reason.Code is { } code ? RefusalWords.Of(code) : null;
            return new ReasonLine(reason.Why, reason.Code, words?.Meaning, words?.Remedy, reason.Count);
        }
    }
}
