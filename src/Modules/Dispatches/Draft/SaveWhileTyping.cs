using System.Globalization;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Legation.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Legation.Dispatches.Draft;

/// <summary>Keeps the editor's fields, whether the script posts them while one types or the author presses a button.</summary>
internal sealed class SaveWhileTyping(WriteDraft write, DraftTickets tickets, HomeZone zone)
{
    public Task<Outcome<int>> SaveAsync(Principal principal, RecordId id, DraftForm form) =>
        write.SaveAsync(
            principal,
            id,
            form.ToInput(zone.Id),
            form.Expected,
            issued: tickets.Read(principal, form.Ticket) == id
        );

    public static async Task<IResult> AnswerAsync(
        string id,
        [FromForm] PostedDraft posted,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] SaveWhileTyping saving
    )
    {
        var outcome = await saving.SaveAsync(
            current.Required,
            RecordId.TryParse(id, out var draft) ? draft : default,
            posted.Form
        );
        return outcome.ToResult(number =>
        {
            // The script puts it into the form, so that the next saving is known to follow this one.
            http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{number}\"");
            return TypedResults.NoContent();
        });
    }
}
