using Legation.Dispatches.Attach;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Take;
using Legation.Records;
using Legation.Records.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Legation.Dispatches.Mail;

/// <summary>A mail as the page posts it.</summary>
internal sealed class PostedMails(MailDrafts drafts, DraftTickets tickets, PostedFiles posted)
{
    public const string Ticket = "Ticket";

    public static async Task<IResult> AnswerAsync(
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] PostedMails mails
    )
    {
        if (PostedFiles.Sections(http.Request) is not { } sections)
            return TypedResults.BadRequest();
        var taken = await mails.TakeAsync(http, current.Required, sections);
        return TypedResults.Redirect(
            taken.Refused(out var refusal, out var draft)
                ? $"/dispatches/mail?problem={refusal.Code}"
                : $"/dispatches/{draft}/edit"
        );
    }

    private async Task<Outcome<RecordId>> TakeAsync(HttpContext http, Principal principal, MultipartReader sections)
    {
        try
        {
            if (await posted.ReadFieldsAsync(http, sections) is not { } file)
                return TakeRefusals.OutOfDate;
            if (string.IsNullOrEmpty(file.FileName))
                return TakeRefusals.NoMail;
            if (tickets.Read(principal, http.Request.Form[Ticket]) is not { } id)
                return TakeRefusals.OutOfDate;
            var taken = await drafts.TakeAsync(principal, id, file.FileStream!, http.RequestAborted);
            // The same mail once more is the same draft; another one on the same page would be lost without a word.
            if (!taken.Refused(out var refusal, out _))
                return id;
            return refusal == DispatchRefusals.StaleDraft ? TakeRefusals.OutOfDate : refusal;
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TakeRefusals.TooLarge;
        }
    }
}
