using Legation.Records;
using Legation.Records.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Legation.Dispatches.Attach;

/// <summary>Files as the attachments page posts them, straight into the node's folder.</summary>
internal sealed class Uploads(AttachToDraft attach, PostedFiles posted)
{
    private readonly PostedFiles posted = posted;

    /// <summary>The longest body: all files of a dispatch with what a form needs around them.</summary>
    public const long LongestBody = AttachRefusals.MostBytes + 1024 * 1024;

    public static async Task<IResult> AnswerAsync(
        string id,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] Uploads uploads
    )
    {
        if (PostedFiles.Sections(http.Request) is not { } reader)
            return TypedResults.BadRequest();
        var draft = RecordId.TryParse(id, out var parsed) ? parsed : default;
        var problem = await uploads.posted.ReadFieldsAsync(http, reader) is { } first
            ? await uploads.AttachAsync(current.Required, draft, first, reader, http.RequestAborted)
            : AttachRefusals.OutOfDate;
        if (problem?.Kind == RefusalKind.NotFound)
            return TypedResults.NotFound();
        var page = $"/dispatches/{draft}/attachments";
        return TypedResults.Redirect(problem is null ? $"{page}?done=attached" : $"{page}?problem={problem.Code}");
    }

    private async Task<Refusal?> AttachAsync(
        Principal principal,
        RecordId draft,
        FileMultipartSection first,
        MultipartReader reader,
        CancellationToken cancellation
    )
    {
        for (var file = first; file is not null; )
        {
            var added = await attach.AddAsync(
                principal,
                draft,
                file.FileName,
                file.Section.ContentType,
                file.FileStream!,
                announced: null,
                cancellation
            );
            if (added.Refusal is { } refusal)
                return refusal;
            file = (await reader.ReadNextSectionAsync(cancellation))?.AsFileSection();
        }
        return null;
    }
}
