using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Reading;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Acknowledge;

/// <summary>An addressee says: it is with me. Once for each post.</summary>
internal sealed class AcknowledgeDispatch(
    ReadGateway gateway,
    DispatchDetails details,
    RecordMaker maker,
    Ledger ledger
)
{
    public async Task<Outcome<DispatchStatus>> HandleAsync(Principal principal, RecordId id)
    {
        if (!details.Open(principal, id).Succeeded(out var detail) || gateway.Record(principal, id) is not { } record)
            return DispatchRefusals.NotFound;
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (detail.Item.Cancelled is not null)
            return DispatchRefusals.Cancelled;
        if (!detail.Acts.Reply)
            return DispatchRefusals.NotAddressed;
        if (!detail.Acts.Acknowledge)
            return DispatchRefusals.Acknowledged;
        var acknowledgement = maker.First(
            maker.NewId(StepKinds.Acknowledgement),
            new RecordIntent(principal.ToAuthor(), record.EffectiveLabel, record.Header.Audience)
            {
                Precedence = record.Header.Precedence,
                References = [record.Record.ToReference()],
            },
            new StepBody("")
        );
        return await ledger.RunAsync<Outcome<DispatchStatus>>(transaction =>
        {
            if (CancellationKind.IsAbout(id, transaction))
                return DispatchRefusals.Cancelled;
            var done = transaction.Query(
                "SELECT 1 FROM p_dispatch_step WHERE dispatch = $1 AND step = 'acknowledged' AND by_post = $2",
                r => r.GetInt32(0),
                id.ToBytes(),
                principal.Post.ToString()
            );
            if (done.Count > 0)
                return DispatchRefusals.Acknowledged;
            return Ledger.AppendAll(transaction, [acknowledgement]).Refusal is { } refusal
                ? refusal
                : DispatchStatus.Acknowledged;
        });
    }
}
