using System.ComponentModel;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Releasable;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Dispatches.Api;

/// <summary>What a proposal of a releasable version takes.</summary>
internal sealed record ReleasableRequest(
    [property: Description("Ids of those whom it is for")] IReadOnlyList<string>? For = null,
    [property: Description("That of the dispatch without it")] string? Subject = null,
    [property: Description("What the preview gave without it")] string? Text = null,
    string? Reason = null
);

/// <summary>Versions for those who may have a part of a dispatch, over HTTP.</summary>
internal static class ReleasableApi
{
    public static void MapReleasable(this IEndpointRouteBuilder api)
    {
        api.MapGet("/dispatches/{id}/releasable", Preview)
            .WithSummary("Whom a releasable version can be made for, and what is left of the text for them");
        api.MapPost("/dispatches/{id}/releasable", ProposeAsync)
            .WithSummary("Propose a releasable version to a releaser")
            .Produces(StatusCodes.Status201Created);
    }

    private static IResult Preview(
        string id,
        CurrentPrincipal current,
        [FromServices] Originals originals,
        [FromServices] ReleasableVersions versions,
        IDirectory directory,
        [Description("Ids of those whom it is for; the addressees who did not get it without it")] string[]? @for = null
    )
    {
        var principal = current.Required;
        if (originals.Open(principal, Id(id)).Refused(out var refusal, out var original))
            return refusal.ToResult();
        var candidates = versions.Candidates(principal, original);
        if (Chosen(@for, original, candidates).Refused(out refusal, out var chosen))
            return refusal.ToResult();
        if (versions.Preview(principal, original, chosen).Refused(out refusal, out var preview))
            return refusal.ToResult();
        var view = directory.For(principal);
        return TypedResults.Ok(
            new
            {
                Candidates = candidates.Select(party => new { Id = party, Name = view.FullNameOf(party) }),
                For = chosen,
                original.Detail.Item.Subject,
                preview.Text,
                LeftOut = preview.LeftOut.Select(portion => portion.Name),
                Remarks = ReleasableRemarks.On(
                    $"{original.Detail.Item.Subject}\n\n{preview.Text}",
                    original.Text.Text,
                    preview.LeftOut
                ),
            }
        );
    }

    private static async Task<IResult> ProposeAsync(
        string id,
        ReleasableRequest request,
        CurrentPrincipal current,
        [FromServices] Originals originals,
        [FromServices] ReleasableVersions versions,
        [FromServices] ProposeVersion propose
    )
    {
        var principal = current.Required;
        if (originals.Open(principal, Id(id)).Refused(out var refusal, out var original))
            return refusal.ToResult();
        if (
            Chosen(request.For, original, versions.Candidates(principal, original)).Refused(out refusal, out var chosen)
            || versions.Preview(principal, original, chosen).Refused(out refusal, out var preview)
        )
            return refusal.ToResult();
        var content = new ReleasableContent(
            original.Record.Hash.ToString(),
            chosen,
            request.Subject ?? original.Detail.Item.Subject,
            request.Text ?? preview.Text
        );
        return (await propose.HandleAsync(principal, original.Detail.Item.Id, content, request.Reason)).ToResult(
            ProposalsApi.Created
        );
    }

    private static Outcome<IReadOnlyList<RecordId>> Chosen(
        IReadOnlyList<string>? named,
        Original original,
        IReadOnlyList<RecordId> candidates
    )
    {
        if (named is { Count: > 0 })
            return DispatchRequest.ReadIds("for", named);
        return ReleasableVersions.LeftOut(original, candidates).ToList();
    }

    private static RecordId Id(string text) => RecordId.TryParse(text, out var id) ? id : default;
}
