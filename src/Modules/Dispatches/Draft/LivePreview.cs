using Legation.Records;
using Legation.Records.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Legation.Dispatches.Draft;

/// <summary>Answers while one types: how the draft, as it is saved, will read.</summary>
internal static class LivePreview
{
    public static IResult Answer(string id, CurrentPrincipal current, [FromServices] WriteDraft write) =>
        write.Open(current.Required, RecordId.TryParse(id, out var draft) ? draft : default).Succeeded(out var opened)
            ? new RazorComponentResult<PreviewFragment>(new { Draft = opened.AsReleased })
            : TypedResults.NotFound();
}
