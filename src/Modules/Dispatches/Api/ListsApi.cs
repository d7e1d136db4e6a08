using System.ComponentModel;
using System.Globalization;
using Legation.Dispatches.Lists;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Dispatches.Api;

/// <summary>Distribution lists over HTTP. A program that writes names the members itself, as it reads them here.</summary>
internal static class ListsApi
{
    public static void MapLists(this IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("/lists");
        lists.MapGet("/", All).WithSummary("The distribution lists of this node, by name");
        lists
            .MapPost("/", AddAsync)
            .WithSummary("Make a distribution list; for whoever operates the node")
            .Produces(StatusCodes.Status201Created);
        lists.MapGet("/{id}", Read).WithSummary("One list with its members");
        lists
            .MapPut("/{id}", ChangeAsync)
            .WithSummary("Change it; what was written with it stays as it is")
            .WithMetadata(new TakesVersion(Required: true));
        lists
            .MapDelete("/{id}", RemoveAsync)
            .WithSummary("Remove it; what was written with it stays as it is")
            .WithMetadata(new TakesVersion(Required: false))
            .Produces(StatusCodes.Status204NoContent);
    }

    private static IResult All(CurrentPrincipal current, [FromServices] AddresseeLists lists, IDirectory directory)
    {
        var view = directory.For(current.Required);
        return TypedResults.Ok(new { Items = lists.All().Select(list => Shape(list, current.Required, view)) });
    }

    private static IResult Read(
        string id,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] AddresseeLists lists,
        IDirectory directory
    )
    {
        if (lists.Find(Id(id)) is not { } list)
            return ListRefusals.NotFound.ToResult();
        EntityTags.Set(http, Tag(list.Number));
        return TypedResults.Ok(Shape(list, current.Required, directory.For(current.Required)));
    }

    private static async Task<IResult> AddAsync(
        ListRequest request,
        CurrentPrincipal current,
        [FromServices] KeepList keep
    ) =>
        (await keep.AddAsync(current.Required, request.ToInput())).ToResult(id =>
            TypedResults.Created($"/api/v1/lists/{id}", new { Id = id })
        );

    private static async Task<IResult> ChangeAsync(
        string id,
        ListRequest request,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] AddresseeLists lists,
        [FromServices] KeepList keep
    )
    {
        if (lists.Find(Id(id)) is not { } list)
            return ListRefusals.NotFound.ToResult();
        if (EntityTags.Mismatch(http, Tag(list.Number)) is { } mismatch)
            return mismatch;
        var changed = await keep.ChangeAsync(current.Required, list.Id, request.ToInput(), list.Number);
        if (changed.Succeeded(out var number))
            EntityTags.Set(http, Tag(number));
        return changed.ToResult(_ => TypedResults.Ok(new { list.Id }));
    }

    private static async Task<IResult> RemoveAsync(
        string id,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] AddresseeLists lists,
        [FromServices] KeepList keep
    )
    {
        if (lists.Find(Id(id)) is not { } list)
            return ListRefusals.NotFound.ToResult();
        var isNamed = EntityTags.IsNamed(http);
        if (isNamed && EntityTags.Stale(http, Tag(list.Number)) is { } stale)
            return stale;
        var removed = await keep.RemoveAsync(current.Required, list.Id, isNamed ? list.Number : null);
        return removed.ToResult(_ => TypedResults.NoContent());
    }

    private static object Shape(AddresseeList list, Principal reader, DirectoryView view)
    {
        var members = list.MembersFor(reader, view);
        return new
        {
            list.Id,
            list.Name,
            list.Content.Purpose,
            members.Action,
            members.Info,
            Left = list.LeftFor(reader, view),
            list.Changed,
            By = view.NameOf(list.By),
        };
    }

    private static string Tag(int number) => string.Create(CultureInfo.InvariantCulture, $"\"{number}\"");

    private static RecordId Id(string text) => RecordId.TryParse(text, out var id) ? id : default;
}

/// <summary>A list as a request writes it; what is left out is empty.</summary>
internal sealed record ListRequest(
    [property: Description("At most 100 characters; no two lists have the same")] string? Name = null,
    [property: Description("At most 500 characters")] string? Purpose = null,
    [property: Description("Ids of who must act")] IReadOnlyList<RecordId>? Action = null,
    [property: Description("Ids of who is to know")] IReadOnlyList<RecordId>? Info = null
)
{
    public ListInput ToInput() => new(Name ?? "", Purpose ?? "", new ListMembers(Action ?? [], Info ?? []));
}
