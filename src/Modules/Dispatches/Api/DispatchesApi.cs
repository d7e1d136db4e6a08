using System.ComponentModel;
using Legation.Dispatches.Acknowledge;
using Legation.Dispatches.Assign;
using Legation.Dispatches.Cancel;
using Legation.Dispatches.Clear;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Forward;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Release;
using Legation.Dispatches.Reply;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Dispatches.Api;

/// <summary>Dispatches over HTTP, under <c>/api/v1</c>.</summary>
public static class DispatchesApi
{
    /// <summary>Maps the module's endpoints into the API's group.</summary>
    public static void MapDispatchesApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/addressees", Addressees).WithSummary("Whom a dispatch can be addressed to");
        api.MapGet("/subjects", Subjects).WithSummary("What a dispatch can be about, for its route may depend on it");
        api.MapGet("/dispatches", List)
            .WithSummary("A register of dispatches, the newest first; of to-clear the most pressing");
        api.MapPost("/dispatches", CreateAsync)
            .WithSummary("Write a dispatch; release it at once or keep it as a draft")
            .Produces(StatusCodes.Status201Created);
        api.MapProposals();
        api.MapReleasable();
        api.MapAttachments();
        api.MapStanding();
        api.MapTexts();
        api.MapTemplates();
        api.MapMails();
        api.MapSharedDrafts();
        api.MapDraftComments();
        api.MapLists();
        api.MapGet("/dispatches/{id}", Read).WithSummary("One dispatch with its track");
        api.MapPut("/dispatches/{id}", SaveAsync)
            .WithSummary("Change a draft or a returned dispatch; release it if asked")
            .WithMetadata(new TakesVersion(Required: true));
        api.MapDelete("/dispatches/{id}", DiscardAsync)
            .WithSummary("Discard a draft")
            .Produces(StatusCodes.Status204NoContent);
        var acts = api.MapGroup("/dispatches/{id}")
            .AddEndpointFilter(RefuseStaleAsync)
            .WithMetadata(new TakesVersion(Required: false));
        acts.MapPost("/clear", ClearAsync).WithSummary("Clear and release");
        acts.MapPost("/return", ReturnAsync).WithSummary("Return for revision");
        acts.MapPost("/cancel", CancelAsync).WithSummary("Cancel what the own post released; the reason is required");
        acts.MapPost("/acknowledge", AcknowledgeAsync).WithSummary("Acknowledge");
        acts.MapPost("/reply", ReplyAsync).WithSummary("Answer").Produces(StatusCodes.Status201Created);
        acts.MapPost("/forward", ForwardAsync).WithSummary("Forward to others who are to have it");
        acts.MapPost("/assign", AssignAsync).WithSummary("Say which post of the own office deals with it");
        acts.MapPost("/relabel", RelabelApi.RelabelAsync)
            .WithSummary("Give it another label or day of review; what lets in others waits for a second person")
            .Produces(StatusCodes.Status201Created);
    }

    // Who acts on what he has read may name that version; what has been revised since is not acted on.
    private static ValueTask<object?> RefuseStaleAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        if (!EntityTags.IsNamed(http))
            return next(context);
        var principal = http.RequestServices.GetRequiredService<CurrentPrincipal>().Required;
        var id = Id(http.GetRouteValue("id") as string ?? "");
        return
            http.RequestServices.GetRequiredService<DispatchDetails>().Open(principal, id).Succeeded(out var detail)
            && EntityTags.Stale(http, Tag(detail)) is { } stale
            ? ValueTask.FromResult<object?>(stale)
            : next(context);
    }

    private static Refusal NothingWritten { get; } =
        DispatchRefusals.Missing(
            "subject",
            "Send subject, text or both: a draft without either is nothing to keep. Before its release it also needs action or info, and label."
        );

    private static IResult Subjects(CurrentPrincipal current, IDirectory directory) =>
        TypedResults.Ok(new { Items = directory.For(current.Required).Subjects.Select(s => new { s.Id, s.Name }) });

    private static IResult Addressees(CurrentPrincipal current, IDirectory directory)
    {
        var view = directory.For(current.Required);
        return TypedResults.Ok(new { Items = view.Parties.Select(p => DispatchAnswers.Addressee(p, view)) });
    }

    private static IResult List(
        CurrentPrincipal current,
        [FromServices] DispatchReader reader,
        IDirectory directory,
        PageCursor cursor,
        [Description("inbox, assigned, sent, to-clear, awaiting-reply, drafts or to-review; inbox without it")]
            string? box,
        [Description(
            "Words of the text, the subject or the number: all of them; those in quotation marks one after another"
        )]
            string? q,
        [Description("1 to 200")] int? limit,
        [Description("What the page before gave as next")] string? next
    )
    {
        var register = DispatchWords.BoxOf(box);
        if (box is not null && DispatchWords.SlugOf(register) != box)
            return DispatchRefusals
                .Wrong(
                    "box",
                    "unknown",
                    "The registers are inbox, assigned, sent, to-clear, awaiting-reply, drafts and to-review."
                )
                .ToResult();
        if (PageCursor.Limit(limit).Refused(out var refusal, out var entries))
            return refusal.ToResult();
        var query = $"dispatches {register} {q}";
        if (!cursor.TryReadParts(current.Required, query, next, out var after))
            return PageCursor.Forged;
        var page = reader.List(current.Required, register, q, after, entries);
        var view = directory.For(current.Required);
        return TypedResults.Ok(
            new
            {
                Items = page.Items.Select(i => DispatchAnswers.Item(i, view)),
                Next = page.Next is { } position ? cursor.Next(current.Required, query, [.. position]) : null,
                page.Unsearched,
            }
        );
    }

    private static IResult Read(
        string id,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] DispatchDetails details,
        [FromServices] WriteDraft write,
        IDirectory directory
    ) =>
        details
            .Open(current.Required, Id(id))
            .ToResult(detail =>
            {
                // Whoever revises reads what he has written so far.
                if (detail.Acts.Revise && write.Open(current.Required, Id(id)).Succeeded(out var draft))
                    detail = draft.AsWritten;
                EntityTags.Set(http, Tag(detail));
                return TypedResults.Ok(
                    DispatchAnswers.Detail(detail, directory.For(current.Required), current.Required)
                );
            });

    private static async Task<IResult> CreateAsync(
        DispatchRequest request,
        CurrentPrincipal current,
        [FromServices] WriteDraft write,
        [FromServices] ReleaseDispatch release,
        [FromServices] DraftDistribution distribution
    )
    {
        var principal = current.Required;
        if (request.ToInput().Refused(out var refusal, out var input))
            return refusal.ToResult();
        if (!request.Release && string.IsNullOrWhiteSpace(input.Subject) && string.IsNullOrWhiteSpace(input.Text))
            return NothingWritten.ToResult();
        var warnings = distribution.Of(principal, input).Warnings;
        return request.Release
            ? (await release.HandleAsync(principal, write.WithRestOfCorrected(principal, input))).ToResult(released =>
                Created(released, warnings)
            )
            : (await write.CreateAsync(principal, input)).ToResult(id =>
                Created(new Released(id, "", DispatchStatus.Draft), warnings)
            );
    }

    private static async Task<IResult> SaveAsync(
        string id,
        DispatchRequest request,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] DispatchDetails details,
        [FromServices] WriteDraft write,
        [FromServices] ReleaseDispatch release,
        [FromServices] DraftDistribution distribution
    )
    {
        var principal = current.Required;
        if (write.Open(principal, Id(id)).Refused(out var refusal, out var draft))
            return refusal.ToResult();
        if (EntityTags.Mismatch(http, Tag(draft.Dispatch)) is { } mismatch)
            return mismatch;
        if (request.ToInput().Refused(out refusal, out var input))
            return refusal.ToResult();
        input = input with
        {
            InReplyTo = draft.Content.InReplyTo,
            Corrects = draft.Content.Corrects,
            CorrectionReason = request.Reason ?? draft.Content.CorrectionReason,
            Interim = draft.Content.Interim,
            Sources = request.Sources is null ? draft.Content.Sources : input.Sources,
            Attachments = draft.Content.Attachments,
        };
        var done = request.Release
            ? await release.HandleAsync(principal, draft.Id, input, draft.Number)
            : await KeptAsync(principal, draft, input, write);
        if (done.Succeeded(out _) && details.Open(principal, draft.Id).Succeeded(out var changed))
            EntityTags.Set(http, Tag(changed));
        return done.ToResult(kept => TypedResults.Ok(Shape(kept, distribution.Of(principal, input).Warnings)));
    }

    private static async Task<Outcome<Released>> KeptAsync(
        Principal principal,
        DraftToEdit draft,
        DispatchInput input,
        WriteDraft write
    ) =>
        (await write.SaveAsync(principal, draft.Id, input, draft.Number)).Refused(out var refusal, out _)
            ? refusal
            : new Released(draft.Id, draft.Dispatch.Item.Number ?? "", DispatchStatus.Draft);

    private static async Task<IResult> DiscardAsync(
        string id,
        CurrentPrincipal current,
        [FromServices] WriteDraft write
    ) =>
        await write.DiscardAsync(current.Required, Id(id))
            ? TypedResults.NoContent()
            : DispatchRefusals.NotFound.ToResult();

    private static async Task<IResult> ClearAsync(
        string id,
        CurrentPrincipal current,
        [FromServices] ClearDispatch clear,
        ActRequest? request = null
    ) =>
        (await clear.ClearAsync(current.Required, Id(id), request?.Comment ?? request?.Text)).ToResult(s =>
            State(id, s)
        );

    private static async Task<IResult> ReturnAsync(
        string id,
        CurrentPrincipal current,
        [FromServices] ClearDispatch clear,
        ActRequest? request = null
    ) =>
        (
            await clear.ReturnAsync(current.Required, Id(id), request?.Reason ?? request?.Comment ?? request?.Text)
        ).ToResult(s => State(id, s));

    private static async Task<IResult> CancelAsync(
        string id,
        CurrentPrincipal current,
        [FromServices] CancelDispatch cancel,
        ActRequest? request = null
    ) => (await cancel.HandleAsync(current.Required, Id(id), request?.Reason)).ToResult(s => State(id, s));

    private static async Task<IResult> AcknowledgeAsync(
        string id,
        CurrentPrincipal current,
        [FromServices] AcknowledgeDispatch acknowledge
    ) => (await acknowledge.HandleAsync(current.Required, Id(id))).ToResult(s => State(id, s));

    private static async Task<IResult> ReplyAsync(
        string id,
        ActRequest request,
        CurrentPrincipal current,
        [FromServices] ReplyToDispatch reply
    ) =>
        (
            await reply.HandleAsync(
                current.Required,
                Id(id),
                new ReplyInput(request.Text ?? "", request.Subject, request.Interim ?? false, request.Release ?? true)
            )
        ).ToResult(Created);

    private static async Task<IResult> ForwardAsync(
        string id,
        ForwardRequest request,
        CurrentPrincipal current,
        [FromServices] ForwardDispatch forward
    )
    {
        if (request.Read().Refused(out var refusal, out var to))
            return refusal.ToResult();
        var forwarded = await forward.HandleAsync(current.Required, Id(id), to, request.Comment);
        return forwarded.ToResult(parties => TypedResults.Ok(new { Id = id, To = parties }));
    }

    private static async Task<IResult> AssignAsync(
        string id,
        AssignRequest request,
        CurrentPrincipal current,
        [FromServices] AssignDispatch assign
    ) =>
        request.Read().Refused(out var refusal, out var to)
            ? refusal.ToResult()
            : (await assign.HandleAsync(current.Required, Id(id), to, request.Comment)).ToResult(post =>
                TypedResults.Ok(new { Id = id, AssignedTo = post })
            );

    private static IResult Created(Released released) => Created(released, []);

    private static IResult Created(Released released, IReadOnlyList<string> warnings) =>
        TypedResults.Created($"/api/v1/dispatches/{released.Id}", Shape(released, warnings));

    private static object Shape(Released released, IReadOnlyList<string> warnings) =>
        new
        {
            released.Id,
            Number = released.Number.Length == 0 ? null : released.Number,
            Status = DispatchAnswers.Word(released.Status),
            Warnings = warnings,
        };

    private static IResult State(string id, DispatchStatus status) =>
        TypedResults.Ok(new { Id = id, Status = DispatchAnswers.Word(status) });

    private static string Tag(DispatchDetail detail) => $"\"{detail.Version}\"";

    private static RecordId Id(string text) => RecordId.TryParse(text, out var id) ? id : default;
}
