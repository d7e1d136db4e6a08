using Legation.Records;
using Legation.Records.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Legation.Dispatches.Attach;

/// <summary>
/// Files as the attachments page posts them. The body is read once, section by section, straight into the node's folder: a
/// form that is read as usual would be kept whole in a temporary file first.
/// </summary>
internal sealed class Uploads(AttachToDraft attach, IAntiforgery antiforgery)
{
    /// <summary>The longest body: all files of a dispatch with what a form needs around them.</summary>
    public const long LongestBody = AttachRefusals.MostBytes + 1024 * 1024;

    private const int MostFields = 8;
    private const int LongestField = 16 * 1024;

    public static async Task<IResult> AnswerAsync(
        string id,
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] Uploads uploads
    )
    {
        if (Boundary(http.Request) is not { } boundary)
            return TypedResults.BadRequest();
        var draft = RecordId.TryParse(id, out var parsed) ? parsed : default;
        var reader = new MultipartReader(boundary, http.Request.Body);
        var problem = await uploads.ReadFieldsAsync(http, reader) is { } first
            ? await uploads.AttachAsync(current.Required, draft, first, reader, http.RequestAborted)
            : AttachRefusals.OutOfDate;
        if (problem?.Kind == RefusalKind.NotFound)
            return TypedResults.NotFound();
        var page = $"/dispatches/{draft}/attachments";
        return TypedResults.Redirect(problem is null ? $"{page}?done=attached" : $"{page}?problem={problem.Code}");
    }

    private static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { HasValue: true } boundary
            ? boundary.ToString()
            : null;

    // The form's token stands before its files, and nothing is taken before it has been checked.
    private async Task<FileMultipartSection?> ReadFieldsAsync(HttpContext http, MultipartReader reader)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            if (section.AsFileSection() is { } file)
            {
                http.Features.Set<IFormFeature>(new FormFeature(new FormCollection(fields)));
                return await antiforgery.IsRequestValidAsync(http) ? file : null;
            }
            if (
                section.AsFormDataSection() is not { } field
                || fields.Count == MostFields
                || await ReadAsync(section.Body, http.RequestAborted) is not { } value
            )
                return null;
            fields[field.Name] = value;
        }
        return null;
    }

    private static async Task<string?> ReadAsync(Stream field, CancellationToken cancellation)
    {
        var value = new char[LongestField];
        using var reader = new StreamReader(field);
        var length = await reader.ReadBlockAsync(value, cancellation);
        return length < LongestField ? new string(value, 0, length) : null;
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
