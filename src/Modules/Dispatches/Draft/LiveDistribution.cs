using Legation.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Legation.Dispatches.Draft;

/// <summary>Answers while one types: who would receive what is in the form now.</summary>
internal static class LiveDistribution
{
    public static IResult Answer([FromForm] PostedDraft posted, HomeZone zone) =>
        new RazorComponentResult<DistributionFragment>(new { Input = posted.Form.ToInput(zone.Id) });
}
