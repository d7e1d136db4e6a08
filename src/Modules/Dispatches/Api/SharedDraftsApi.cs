using System.ComponentModel;
using System.Globalization;
using Legation.Dispatches.Comments;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Share;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Dispatches.Api;

/// <summary>Drafts on which several work, over HTTP.</summary>
internal static class SharedDraftsApi
{
    public static void MapSharedDrafts(this IEndpointRouteBuilder api)
    {
        var drafts = api.MapGroup("/drafts/{id}");
        drafts.MapGet("/", Read).WithSummary("A draft of one's own or shared with one: its words by paragraph");
        drafts
            .MapPut("/", SaveAsync)
            .WithSummary("Change subject and text, as its author or a co-author")
            .WithMetadata(new TakesVersion(Required: true));
        drafts.MapGet("/shares", Shares).WithSummary("With whom it is shared, and why not with others; for its author");
        drafts.MapPut("/shares/{person}", ShareAsync).WithSummary("Share it with a colleague, or change his role");
        drafts
            .MapDelete("/shares/{person}", EndAsync)
            .WithSummary("Take it back from a colleague")
            .Produces(StatusCodes.Status204NoContent);
    }

    public static RecordId Id(string text) => RecordId.TryParse(text, out var id) ? id : default;

    private static IResult Read(
        string id,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] CommentOnDraft drafts,
        IDirectory directory
    ) =>
        drafts
            .Open(current.Required, Id(id))
            .ToResult(opened =>
            {
                EntityTags.Set(http, Tag(opened.Draft.Saved.Number));
                return TypedResults.Ok(Shape(opened, directory.For(current.Required)));
            });

    private static async Task<IResult> SaveAsync(
        string id,
        WordsRequest request,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] SharedDrafts drafts
    )
    {
        if (drafts.Open(current.Required, Id(id)).Refused(out var refusal, out var draft))
            return refusal.ToResult();
        if (EntityTags.Mismatch(http, Tag(draft.Saved.Number)) is { } mismatch)
            return mismatch;
        var words = new DraftWords(request.Subject ?? draft.Content.Subject, request.Text ?? draft.Content.Text);
        var saved = await drafts.SaveAsync(current.Required, draft.Key.Id, words, draft.Saved.Number);
        if (saved.Succeeded(out var number))
            EntityTags.Set(http, Tag(number));
        return saved.ToResult(_ => TypedResults.Ok(new { Id = id }));
    }

    private static IResult Shares(
        string id,
        CurrentPrincipal current,
        [FromServices] ShareDraft share,
        IDirectory directory
    )
    {
        var view = directory.For(current.Required);
        return share
            .Colleagues(current.Required, Id(id))
            .ToResult(colleagues =>
                TypedResults.Ok(
                    new
                    {
                        Items = colleagues.Select(other => new
                        {
                            other.Person,
                            Name = view.NameOf(other.Person),
                            Post = view.FullNameOf(other.Post),
                            Role = other.Role is { } role ? DraftRoles.Word(role) : null,
                            MaySee = other.Why is null,
                            other.Why,
                            MayWrite = other.Writes,
                        }),
                    }
                )
            );
    }

    private static async Task<IResult> ShareAsync(
        string id,
        string person,
        RoleRequest request,
        CurrentPrincipal current,
        [FromServices] ShareDraft share
    ) =>
        (await share.ShareAsync(current.Required, Id(id), Id(person), DraftRoles.Shared(request.Role))).ToResult(role =>
            TypedResults.Ok(new { Person = person, Role = DraftRoles.Word(role) })
        );

    private static async Task<IResult> EndAsync(
        string id,
        string person,
        CurrentPrincipal current,
        [FromServices] ShareDraft share
    ) => (await share.EndAsync(current.Required, Id(id), Id(person))).ToResult(_ => TypedResults.NoContent());

    private static object Shape(CommentedDraft opened, DirectoryView view) =>
        new
        {
            opened.Draft.Key.Id,
            Role = DraftRoles.Word(opened.Draft.Role),
            Author = view.NameOf(opened.Draft.Key.Person),
            AuthorPost = view.FullNameOf(opened.Draft.Key.Post),
            opened.Draft.Content.Subject,
            opened.Draft.Content.Text,
            opened.Draft.Content.Label,
            opened.Draft.Saved.Saved,
            Paragraphs = opened.Places.Text.Seen.Select(portion => new
            {
                Key = MarkParagraph.KeyOf(opened.Places.Text, portion),
                portion.Name,
                Words = opened.Places.Text.WordsOf(portion),
            }),
        };

    private static string Tag(int number) => string.Create(CultureInfo.InvariantCulture, $"\"{number}\"");
}

/// <summary>What a co-author changes; what is left out stays.</summary>
internal sealed record WordsRequest(
    [property: Description("One line, at most 300 characters")] string? Subject = null,
    [property: Description("Markdown, at most 1,000,000 characters")] string? Text = null
);

/// <summary>How a draft is shared.</summary>
internal sealed record RoleRequest([property: Description("commentator or co-author")] string? Role = null);
