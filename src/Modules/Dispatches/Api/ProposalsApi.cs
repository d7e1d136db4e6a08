using System.ComponentModel;
using System.Text.Json;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Release;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Dispatches.Api;

/// <summary>What two persons do, over HTTP.</summary>
internal static class ProposalsApi
{
    public static void MapProposals(this IEndpointRouteBuilder api)
    {
        api.MapPost("/dispatches/{id}/propose", ProposeAsync)
            .WithSummary("Send a draft to a releaser, where the program does not let its author release it")
            .Produces(StatusCodes.Status201Created)
            .WithMetadata(new TakesVersion(Required: true));
        api.MapGet("/proposals", List).WithSummary("What waits for a releaser, and the caller's own proposals");
        api.MapGet("/proposals/{id}", Read).WithSummary("One proposal with all that it is about");
        api.MapPost("/proposals/{id}/approve", ApproveAsync).WithSummary("Approve as the second person");
        api.MapPost("/proposals/{id}/return", ReturnAsync).WithSummary("Send back to the author, with reasons");
        api.MapDelete("/proposals/{id}", WithdrawAsync)
            .WithSummary("Take one's own proposal back")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ProposeAsync(
        string id,
        ReasonRequest request,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] WriteDraft write,
        [FromServices] ProposeRelease propose
    )
    {
        if (write.Open(current.Required, Id(id)).Refused(out var refusal, out var draft))
            return refusal.ToResult();
        if (EntityTags.Mismatch(http, $"\"{draft.Dispatch.Version}\"") is { } mismatch)
            return mismatch;
        var proposed = await propose.HandleAsync(current.Required, draft.Id, draft.Number, request.Reason);
        return proposed.ToResult(Created);
    }

    private static IResult List(
        CurrentPrincipal current,
        [FromServices] Releaser releaser,
        ReadGateway gateway,
        IDirectory directory
    )
    {
        var view = directory.For(current.Required);
        var (waiting, own) = (releaser.Waiting(current.Required), releaser.Own(current.Required));
        gateway.Shown(current.Required, "proposals", [.. waiting.Concat(own).SelectMany(l => l.Proposal.Asked.About)]);
        return TypedResults.Ok(
            new { Waiting = waiting.Select(line => Line(line, view)), Own = own.Select(line => Line(line, view)) }
        );
    }

    private static IResult Read(
        string id,
        CurrentPrincipal current,
        [FromServices] Releaser releaser,
        IDirectory directory
    ) =>
        releaser
            .Open(current.Required, Id(id))
            .ToResult(seen => TypedResults.Ok(Whole(seen, directory.For(current.Required), current.Required)));

    private static async Task<IResult> ApproveAsync(
        string id,
        CurrentPrincipal current,
        [FromServices] Releaser releaser,
        ApproveRequest? request = null
    )
    {
        if (DispatchRequest.ReadLabel(request?.Label).Refused(out var refusal, out var label))
            return refusal.ToResult();
        var approved = await releaser.ApproveAsync(current.Required, Id(id), label);
        return approved.ToResult(record => TypedResults.Ok(new { Id = record }));
    }

    private static async Task<IResult> ReturnAsync(
        string id,
        ReasonRequest request,
        CurrentPrincipal current,
        [FromServices] Releaser releaser
    ) =>
        (await releaser.ReturnAsync(current.Required, Id(id), request.Reason)).ToResult(proposal =>
            TypedResults.Ok(new { Id = proposal })
        );

    private static async Task<IResult> WithdrawAsync(
        string id,
        CurrentPrincipal current,
        [FromServices] Releaser releaser
    ) => (await releaser.WithdrawAsync(current.Required, Id(id))).ToResult(_ => TypedResults.NoContent());

    /// <summary>The answer to whoever proposes.</summary>
    internal static IResult Created(RecordId proposal) =>
        TypedResults.Created($"/api/v1/proposals/{proposal}", new { Id = proposal });

    private static object Line(ProposalLine line, DirectoryView view) =>
        new
        {
            line.Proposal.Id,
            line.Proposal.Kind,
            line.Proposal.Dispatch,
            line.Proposal.Asked.Title,
            line.Proposal.Asked.Asks,
            line.Proposal.Reason,
            line.Proposal.At,
            By = PartyWords.Of(view, line.Proposal.Author),
            Returned = line.Proposal.Returned?.Reason,
        };

    private static object Whole(OpenProposal open, DirectoryView view, Principal principal) =>
        new
        {
            Proposal = Line(open.Line, view),
            Facts = open.View.Facts.ToDictionary(fact => fact.Term, fact => fact.Text),
            Original = open.View.Original is { } original ? DispatchAnswers.Detail(original, view, principal) : null,
            Text = open.View.Text?.Text,
            Sources = open.View.Sources.Select(source => DispatchAnswers.Item(source, view)),
            open.View.Distribution,
            Label = open.View.LabelToChoose,
        };

    private static RecordId Id(string text) => RecordId.TryParse(text, out var id) ? id : default;
}

/// <summary>What acts that need a reason take.</summary>
internal sealed record ReasonRequest([property: Description("Why")] string? Reason = null);

/// <summary>What an approval takes.</summary>
internal sealed record ApproveRequest(
    [property: Description("The label that the releaser chooses; without it the proposed one")]
        JsonElement? Label = null
);
