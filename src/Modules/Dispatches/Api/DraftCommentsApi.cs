using System.ComponentModel;
using System.Globalization;
using Legation.Dispatches.Comments;
using Legation.Dispatches.Draft;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Dispatches.Api;

/// <summary>What is said of a draft's paragraphs and proposed for them, over HTTP.</summary>
internal static class DraftCommentsApi
{
    public static void MapDraftComments(this IEndpointRouteBuilder api)
    {
        var draft = api.MapGroup("/drafts/{id}");
        draft.MapGet("/comments", List).WithSummary("What was said of a draft and proposed for it, the earliest first");
        draft
            .MapPost("/comments", CommentAsync)
            .WithSummary("Say something of a paragraph")
            .Produces(StatusCodes.Status201Created);
        draft
            .MapPost("/comments/{comment}/done", FinishAsync)
            .WithSummary("What was said needs nothing more; also takes one's own proposal back");
        draft
            .MapPost("/suggestions", SuggestAsync)
            .WithSummary("Propose other words for a paragraph")
            .Produces(StatusCodes.Status201Created);
        draft
            .MapPost("/suggestions/{comment}/accept", AcceptAsync)
            .WithSummary("Put the proposed words into the text; for the author");
        draft
            .MapPost("/suggestions/{comment}/decline", DeclineAsync)
            .WithSummary("Leave the text as it is, with a word why; for the author");
    }

    private static IResult List(
        string id,
        CurrentPrincipal current,
        [FromServices] CommentOnDraft drafts,
        IDirectory directory
    )
    {
        var view = directory.For(current.Required);
        return drafts
            .Open(current.Required, Id(id))
            .ToResult(opened =>
                TypedResults.Ok(new { Items = opened.Comments.Select(one => Shape(opened, one, view)) })
            );
    }

    private static Task<IResult> CommentAsync(
        string id,
        CommentRequest request,
        CurrentPrincipal current,
        [FromServices] CommentOnDraft drafts
    ) => AddAsync(id, new CommentInput(request.Paragraph, request.Remark, null), current, drafts);

    private static Task<IResult> SuggestAsync(
        string id,
        SuggestionRequest request,
        CurrentPrincipal current,
        [FromServices] CommentOnDraft drafts
    ) =>
        string.IsNullOrWhiteSpace(request.Proposed)
            ? Task.FromResult(CommentRefusals.NothingProposed.ToResult())
            : AddAsync(id, new CommentInput(request.Paragraph, request.Remark, request.Proposed), current, drafts);

    private static async Task<IResult> AddAsync(
        string id,
        CommentInput input,
        CurrentPrincipal current,
        CommentOnDraft drafts
    ) =>
        (await drafts.AddAsync(current.Required, Id(id), input)).ToResult(added =>
            TypedResults.Created($"/api/v1/drafts/{id}/comments", new { Id = added })
        );

    private static async Task<IResult> FinishAsync(
        string id,
        string comment,
        CurrentPrincipal current,
        [FromServices] DecideComment decide,
        AnswerRequest? request = null
    ) =>
        (await decide.FinishAsync(current.Required, Id(id), Id(comment), request?.Answer)).ToResult(done =>
            TypedResults.Ok(new { Id = done })
        );

    private static async Task<IResult> AcceptAsync(
        string id,
        string comment,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] DecideComment decide,
        AcceptRequest? request = null
    ) =>
        (await decide.AcceptAsync(current.Required, Id(id), Id(comment), request?.Paragraph)).ToResult(number =>
        {
            EntityTags.Set(http, string.Create(CultureInfo.InvariantCulture, $"\"{number}\""));
            return TypedResults.Ok(new { Id = comment });
        });

    private static async Task<IResult> DeclineAsync(
        string id,
        string comment,
        AnswerRequest request,
        CurrentPrincipal current,
        [FromServices] DecideComment decide
    ) =>
        (await decide.DeclineAsync(current.Required, Id(id), Id(comment), request.Answer)).ToResult(done =>
            TypedResults.Ok(new { Id = done })
        );

    private static object Shape(CommentedDraft opened, PlacedComment placed, DirectoryView view) =>
        new
        {
            placed.Comment.Id,
            By = view.NameOf(placed.Comment.By.Person),
            placed.Comment.At,
            Paragraph = placed.Place.Portion is { } portion ? MarkParagraph.KeyOf(opened.Places.Text, portion) : null,
            ParagraphName = placed.Place.Portion?.Name,
            ChangedSince = !placed.Place.IsAsItWas,
            WordsThen = placed.Comment.Paragraph,
            WordsNow = placed.Place.Portion is { } now ? opened.Places.Text.WordsOf(now) : null,
            placed.Comment.Remark,
            placed.Comment.Proposed,
            State = CommentStates.Word(placed.Comment.State),
            placed.Comment.Decision?.Answer,
            DecidedBy = placed.Comment.Decision is { } decision ? view.NameOf(decision.By) : null,
            Decided = placed.Comment.Decision?.At,
        };

    private static RecordId Id(string text) => SharedDraftsApi.Id(text);
}

/// <summary>What is said of a paragraph.</summary>
internal sealed record CommentRequest(
    [property: Description("Key of the paragraph, as the draft gives it")] string? Paragraph = null,
    [property: Description("At most 2,000 characters")] string? Remark = null
);

/// <summary>Other words for a paragraph.</summary>
internal sealed record SuggestionRequest(
    [property: Description("Key of the paragraph, as the draft gives it")] string? Paragraph = null,
    [property: Description("The words, without number and marking; at most 20,000 characters")] string? Proposed = null,
    [property: Description("Why, at most 2,000 characters")] string? Remark = null
);

/// <summary>In what place proposed words are to stand.</summary>
internal sealed record AcceptRequest(
    [property: Description("Key of the paragraph that they replace; needed where it has changed since")]
        string? Paragraph = null
);

/// <summary>What whoever spoke is told.</summary>
internal sealed record AnswerRequest(
    [property: Description("A word why, at most 500 characters")] string? Answer = null
);
