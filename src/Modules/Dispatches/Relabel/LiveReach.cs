using Legation.Dispatches.Reading;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Legation.Dispatches.Relabel;

/// <summary>Answers while one chooses: who gains and who loses the dispatch by the label that is in the form now.</summary>
internal static class LiveReach
{
    public static IResult Answer(
        string id,
        [FromForm] RelabelForm posted,
        CurrentPrincipal current,
        [FromServices] DispatchDetails details
    )
    {
        var dispatch = RecordId.TryParse(id, out var parsed) ? parsed : default;
        if (!details.Open(current.Required, dispatch).Succeeded(out var detail) || detail.EffectiveLabel is null)
            return DispatchRefusals.NotFound.ToResult();
        return posted.ToWish().Succeeded(out var wish)
            ? new RazorComponentResult<RelabelReachFragment>(
                new
                {
                    Detail = detail,
                    wish.Label,
                    wish.Review,
                }
            )
            : TypedResults.NoContent();
    }
}
