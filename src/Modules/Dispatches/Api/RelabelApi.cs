using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Relabel;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Legation.Dispatches.Api;

/// <summary>Relabelling over HTTP.</summary>
internal static class RelabelApi
{
    public static async Task<IResult> RelabelAsync(
        string id,
        RelabelRequest request,
        CurrentPrincipal current,
        [FromServices] DispatchDetails details,
        [FromServices] RelabelDispatch relabel
    )
    {
        var dispatch = RecordId.TryParse(id, out var parsed) ? parsed : default;
        if (!details.Open(current.Required, dispatch).Succeeded(out var detail))
            return DispatchRefusals.NotFound.ToResult();
        if (request.Read(detail.EffectiveLabel).Refused(out var refusal, out var wish))
            return refusal.ToResult();
        var done = await relabel.HandleAsync(current.Required, dispatch, wish, request.Reason);
        return done.ToResult(relabelled =>
            relabelled.Proposal is { } proposal
                ? ProposalsApi.Created(proposal)
                : TypedResults.Ok(new { Id = dispatch })
        );
    }
}

/// <summary>What relabelling takes.</summary>
internal sealed record RelabelRequest(
    [property: Description("policy, classification, categories, alternatives; without it the label that it has")]
        JsonElement? Label = null,
    [property: Description("Day on which the label is to be looked at again, as 2027-03-01; never without it")]
        string? Review = null,
    [property: Description("Why: whoever has the dispatch reads it")] string? Reason = null
)
{
    /// <summary>The wish, or the place of what cannot be read.</summary>
    public Outcome<RelabelWish> Read(Label? before)
    {
        if (DispatchRequest.ReadLabel(Label).Refused(out var refusal, out var label))
            return refusal;
        if (ReadDay(Review).Refused(out refusal, out var review))
            return refusal;
        return new RelabelWish(label ?? before, review ?? label?.Review);
    }

    /// <summary>A day as it is written in forms and requests; null for none.</summary>
    public static Outcome<DateOnly?> ReadDay(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return (DateOnly?)null;
        return DateOnly.TryParseExact(
            text.Trim(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : DispatchRefusals.Wrong("review", "not-a-day", "Write the day as 2027-03-01, or leave it empty.");
    }
}
