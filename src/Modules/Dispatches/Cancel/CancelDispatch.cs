using Legation.Dispatches.Contracts;
using Legation.Dispatches.Reading;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Cancel;

/// <summary>The post that released a dispatch says that it does not count any more.</summary>
internal sealed class CancelDispatch(DispatchDetails details, CancelEffect effect, Ledger ledger)
{
    public async Task<Outcome<DispatchStatus>> HandleAsync(Principal principal, RecordId id, string? reason)
    {
        if (Open(principal, id).Refused(out var refusal, out _))
            return refusal;
        if (CancelEffect.Problem(reason) is { } problem)
            return problem;
        return await ledger.RunAsync<Outcome<DispatchStatus>>(transaction =>
            effect
                .Make(transaction, id, principal.ToAuthor(), reason!, correctedBy: null)
                .Refused(out var refused, out var cancellation)
                ? refused
            : Ledger.AppendAll(transaction, [cancellation]).Refusal is { } notTaken ? notTaken
            : DispatchStatus.Cancelled
        );
    }

    /// <summary>The dispatch, if it is the principal's to cancel.</summary>
    public Outcome<DispatchDetail> Open(Principal principal, RecordId id)
    {
        if (!details.Open(principal, id).Succeeded(out var detail) || detail.Item.Number is null)
            return DispatchRefusals.NotFound;
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (!detail.IsOfThisNode || detail.Item.From != principal.Post)
            return CancelRefusals.NotYours;
        return detail.Item.Cancelled is null ? detail : CancelRefusals.CancelledBefore;
    }
}
