using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Legation.Dispatches.Attach;

/// <summary>
/// A form with files, whose body is read once, section by section: a form that is read as usual would be kept whole in a
/// temporary file first.
/// </summary>
internal sealed class PostedFiles(IAntiforgery antiforgery)
{
    private const int MostFields = 8;
    private const int LongestField = 16 * 1024;

    /// <summary>The body's sections; null if it is no form with files.</summary>
    public static MultipartReader? Sections(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { HasValue: true } boundary
            ? new MultipartReader(boundary.ToString(), request.Body)
            : null;

    /// <summary>
    /// Reads up to the first file, which it gives; null if there is none, or if the form is not one of this node's. Its token
    /// stands before its files, and nothing is taken before that has been checked.
    /// </summary>
    public async Task<FileMultipartSection?> ReadFieldsAsync(HttpContext http, MultipartReader sections)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        while (await sections.ReadNextSectionAsync(http.RequestAborted) is { } section)
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
}
