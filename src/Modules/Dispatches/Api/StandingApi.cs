using System.ComponentModel;
using Legation.Dispatches.Clear;
using Legation.Dispatches.Contracts;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Legation.Dispatches.Api;

/// <summary>Standing authority over HTTP, for who clears.</summary>
internal static class StandingApi
{
    public static void MapStanding(this IEndpointRouteBuilder api)
    {
        var standing = api.MapGroup("/standing-authorities").RequireDuty(Duties.Clear);
        standing.MapGet("/", List).WithSummary("What your office clears as it arrives, and in whose name");
        standing
            .MapPost("/", GiveAsync)
            .WithSummary("Let what a post sends go on unread, in your name")
            .Produces(StatusCodes.Status201Created);
        standing
            .MapDelete("/{id}", EndAsync)
            .WithSummary("End it: what arrives from now on waits for a person")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static IResult List(CurrentPrincipal current, IStandingAuthorities authorities, IDirectory directory)
    {
        var view = directory.For(current.Required);
        return TypedResults.Ok(
            new { Items = authorities.Of(current.Required).Select(one => Shape(one, authorities, view)) }
        );
    }

    private static async Task<IResult> GiveAsync(
        StandingRequest request,
        CurrentPrincipal current,
        IStandingAuthorities authorities,
        IDirectory directory
    )
    {
        if (request.Read().Refused(out var refusal, out var asked))
            return refusal.ToResult();
        var giver = current.Required;
        var given = await authorities.GiveAsync(giver, asked.Sender, asked.FlashOnly);
        return given.ToResult(one =>
            TypedResults.Created(
                $"/api/v1/standing-authorities/{one.Id}",
                Shape(one, authorities, directory.For(giver))
            )
        );
    }

    private static async Task<IResult> EndAsync(
        string id,
        CurrentPrincipal current,
        IStandingAuthorities authorities
    ) =>
        (
            await authorities.EndAsync(current.Required, RecordId.TryParse(id, out var parsed) ? parsed : default)
        ).ToResult(_ => TypedResults.NoContent());

    private static object Shape(StandingAuthority one, IStandingAuthorities authorities, DirectoryView view) =>
        new
        {
            one.Id,
            one.Sender,
            SenderName = view.FullNameOf(one.Sender),
            By = $"{view.NameOf(one.Giver.Person)}, {view.NameOf(one.Giver.Post)}",
            Precedences = one.FlashOnly ? StandingRequest.Flash : StandingRequest.All,
            one.Since,
            Clears = authorities.Clears(one),
        };
}

/// <summary>What giving standing authority takes.</summary>
internal sealed record StandingRequest(
    [property: Description("Id of a post whose dispatches go through your office")] RecordId? Sender = null,
    [property: Description("flash or all; flash without it")] string? Precedences = null
)
{
    public const string Flash = "flash";
    public const string All = "all";

    /// <summary>What is asked, or the member that cannot be read.</summary>
    public Outcome<(RecordId Sender, bool FlashOnly)> Read()
    {
        if (Sender is not { } sender)
            return AuthorityRefusals.NotThroughYourOffice;
        return Precedences switch
        {
            null or Flash => (sender, true),
            All => (sender, false),
            _ => AuthorityRefusals.UnknownPrecedences,
        };
    }
}
