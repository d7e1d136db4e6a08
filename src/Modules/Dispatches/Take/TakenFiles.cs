using Legation.Dispatches.Attach;
using Legation.Records;
using Legation.Records.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Legation.Dispatches.Take;

/// <summary>A file whose text is to be taken into a draft, as the page posts it.</summary>
internal sealed class TakenFiles(TakeIntoDraft take, PostedFiles posted)
{
    public const string Where = "Where";
    public const string InPlace = "in-place";
    public const string Behind = "behind";

    public static async Task<IResult> AnswerAsync(
        string id,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] TakenFiles files
    )
    {
        if (PostedFiles.Sections(http.Request) is not { } sections)
            return TypedResults.BadRequest();
        var draft = RecordId.TryParse(id, out var parsed) ? parsed : default;
        var problem = await files.TakeAsync(http, current.Required, draft, sections);
        if (problem?.Kind == RefusalKind.NotFound)
            return TypedResults.NotFound();
        return TypedResults.Redirect(
            problem is null ? $"/dispatches/{draft}/edit#from-file" : $"/dispatches/{draft}/text?problem={problem.Code}"
        );
    }

    private async Task<Refusal?> TakeAsync(
        HttpContext http,
        Principal principal,
        RecordId draft,
        MultipartReader sections
    )
    {
        FileMultipartSection? file;
        try
        {
            file = await posted.ReadFieldsAsync(http, sections);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TakeRefusals.TooLarge;
        }
        if (file is null)
            return TakeRefusals.OutOfDate;
        if (string.IsNullOrEmpty(file.FileName))
            return TakeRefusals.NoFile;
        var taken = await take.HandleAsync(
            principal,
            draft,
            file.FileName,
            file.FileStream!,
            http.Request.Form[Where] == InPlace,
            http.RequestAborted
        );
        return taken.Refusal;
    }
}
