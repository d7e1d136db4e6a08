using System.Text;
using Legation.Organisations.Browse;
using Legation.Organisations.Directory;
using Legation.Organisations.Model;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Organisations.Cards;

/// <summary>The list, or one entry, as a file of vCards.</summary>
internal static class CardFiles
{
    private const string Type = "text/vcard; charset=utf-8";

    public static void MapCards(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet($"{DirectoryAddress.List}.vcf", List)
            .WithSummary("The list as vCards 4.0")
            .RequireAuthorization();
        endpoints
            .MapGet($"{DirectoryAddress.List}/{{id}}/card", One)
            .WithSummary("One entry as a vCard 4.0")
            .RequireAuthorization();
    }

    private static IResult List(
        string? q,
        string? kind,
        string? organisation,
        string? country,
        CurrentPrincipal current,
        [FromServices] DirectoryList list,
        [FromServices] EntryCards cards
    )
    {
        var query = DirectoryAddress.Read(q, kind, organisation, country);
        return File(cards.Write(current.Required, list.All(current.Required, query)), "directory");
    }

    private static IResult One(
        string id,
        CurrentPrincipal current,
        [FromServices] DirectoryReader reader,
        [FromServices] ReadGateway gateway,
        [FromServices] EntryCards cards
    ) =>
        RecordId.TryParse(id, out var known)
        && reader.BookFor(current.Required).Find(known) is { } entry
        && gateway.Record(current.Required, known) is not null
            ? File(cards.Write(current.Required, [entry]), known.ToString())
            : DirectoryRefusals.NotFound.ToResult();

    private static IResult File(string text, string name) =>
        TypedResults.File(Encoding.UTF8.GetBytes(text), Type, $"{name}.vcf");
}
