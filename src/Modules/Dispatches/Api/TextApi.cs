using System.ComponentModel;
using Legation.Dispatches.Take;
using Legation.Records.Access;
using Legation.Records.Http;
using Legation.TextImport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Legation.Dispatches.Api;

/// <summary>Texts from elsewhere as Markdown, over HTTP; the script of the pages uses it too.</summary>
internal static class TextApi
{
    public static void MapTexts(this IEndpointRouteBuilder api) =>
        api.MapPost("/text", TakeAsync)
            .WithSummary("Make Markdown of a Word file (.docx) or of HTML; nothing is kept. The body is the file")
            .Accepts<IFormFile>("*/*")
            .Produces<TextAnswer>()
            .RequireDuty(Duties.Write)
            .WithMetadata(new RequestSizeLimitAttribute(TextIntake.LongestBody));

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        CurrentPrincipal current,
        [FromServices] TextIntake intake,
        [Description("Number of its first footnote; 1 without it")] int? firstNote
    )
    {
        var taken = await intake.TakeAsync(
            current.Required,
            http.Request.Body,
            MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) ? type.Charset.Value : null,
            firstNote ?? 1,
            http.RequestAborted
        );
        return taken.ToResult(text => TypedResults.Ok(new TextAnswer(text.Markdown, text.Dropped)));
    }
}

/// <summary>A text as Markdown.</summary>
/// <param name="Markdown">The text.</param>
/// <param name="Dropped">What was not taken over, or not as it was.</param>
public sealed record TextAnswer(string Markdown, IReadOnlyList<DroppedPart> Dropped);
