using System.ComponentModel;
using Legation.Organisations.Browse;
using Legation.Organisations.Cards;
using Legation.Organisations.Directory;
using Legation.Organisations.Model;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Organisations.Api;

/// <summary>The directory over HTTP, under <c>/api/v1</c>.</summary>
public static class DirectoryApi
{
    /// <summary>Maps the module's endpoints into the API's group.</summary>
    public static void MapDirectoryApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/directory", List)
            .WithSummary("Organisations, offices, posts and persons, in the order of the page");
        api.MapGet("/directory/{id}", Read)
            .WithSummary("One of them with all that its entry says, and who held which post from when to when");
        api.MapEditing();
        api.MapCards();
    }

    private static IResult List(
        CurrentPrincipal current,
        [FromServices] DirectoryList list,
        [FromServices] DirectoryReader reader,
        PageCursor cursor,
        [Description("Words of a name in any script, a number, a mail address, a place")] string? q,
        [Description("organisation, office, post or person")] string? kind,
        [Description("Id of the organisation to which they belong")] string? organisation,
        [Description("Two letters, ISO 3166-1")] string? country,
        [Description("1 to 200")] int? limit,
        [Description("What the page before gave as next")] string? next
    )
    {
        if (PageCursor.Limit(limit).Refused(out var refusal, out var entries))
            return refusal.ToResult();
        var query = DirectoryAddress.Read(q, kind, organisation, country);
        if (kind is not null && query.Kind is null)
            return DirectoryRefusals.UnknownKind.ToResult();
        if (organisation is not null && query.Organisation is null)
            return DirectoryRefusals.UnknownOrganisation.ToResult();
        if (!cursor.TryReadParts(current.Required, query.ToString(), next, out var after))
            return PageCursor.Forged;
        var page = list.Page(current.Required, query, after, entries);
        var book = reader.BookFor(current.Required);
        return TypedResults.Ok(
            new
            {
                Items = page.Items.Select(entry => DirectoryAnswers.Entry(book, entry)),
                Next = page.Next is { } position
                    ? cursor.Next(current.Required, query.ToString(), [.. position])
                    : null,
            }
        );
    }

    private static IResult Read(
        string id,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] DirectoryReader reader,
        [FromServices] ReadGateway gateway
    )
    {
        var book = reader.BookFor(current.Required);
        if (
            !RecordId.TryParse(id, out var known)
            || book.Find(known) is not { } entry
            || gateway.Record(current.Required, known) is not { } record
        )
            return DirectoryRefusals.NotFound.ToResult();
        EntityTags.Set(http, EditingApi.Tag(record.Header.Version));
        return TypedResults.Ok(DirectoryAnswers.Detail(book, entry));
    }
}
