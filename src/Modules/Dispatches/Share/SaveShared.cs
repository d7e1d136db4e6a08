using System.Globalization;
using Legation.Dispatches.Draft;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Legation.Dispatches.Share;

/// <summary>Keeps what a co-author types, whenever the script posts it.</summary>
internal static class SaveShared
{
    public static async Task<IResult> AnswerAsync(
        string id,
        [FromForm] PostedDraft posted,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] SharedDrafts drafts
    )
    {
        var draft = RecordId.TryParse(id, out var parsed) ? parsed : default;
        var saved = await drafts.SaveAsync(current.Required, draft, posted.Form.Words, posted.Form.Expected);
        return saved.ToResult(number =>
        {
            http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{number}\"");
            return TypedResults.NoContent();
        });
    }
}
