using Legation.Dispatches.Contracts;
using Legation.Dispatches.Mail;
using Legation.Dispatches.Model;
using Legation.Dispatches.Take;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Legation.TextImport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Legation.Dispatches.Api;

/// <summary>Mails as drafts, over HTTP; the script of the editor uses it too.</summary>
internal static class MailApi
{
    public static void MapMails(this IEndpointRouteBuilder api) =>
        api.MapPost("/mail", TakeAsync)
            .WithSummary("Make a draft of a mail: subject, text and files. The body is the mail (.eml)")
            .Accepts<IFormFile>("message/rfc822", "*/*")
            .Produces<MailAnswer>(StatusCodes.Status201Created)
            .RequireDuty(Duties.Write)
            .WithMetadata(new RequestSizeLimitAttribute(TextIntake.LongestBody));

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] MailDrafts drafts,
        [FromServices] RecordMaker maker
    )
    {
        var taken = await drafts.TakeAsync(
            current.Required,
            maker.NewId(DispatchKind.KindName),
            http.Request.Body,
            http.RequestAborted
        );
        return taken.ToResult(draft =>
            TypedResults.Created(
                $"/api/v1/dispatches/{draft.Id}",
                new MailAnswer(draft.Id, draft.Mail.Content.Subject, draft.Mail.Content.Attachments, draft.Mail.Dropped)
            )
        );
    }
}

/// <summary>A draft that was made of a mail.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Attachments">What is attached to it.</param>
/// <param name="Dropped">What was not taken over, or not as it was; the text says it too.</param>
public sealed record MailAnswer(
    RecordId Id,
    string Subject,
    IReadOnlyList<AttachedFile> Attachments,
    IReadOnlyList<DroppedPart> Dropped
);
