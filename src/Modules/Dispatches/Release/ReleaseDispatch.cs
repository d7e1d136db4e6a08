using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;

namespace Legation.Dispatches.Release;

/// <summary>What a released dispatch is called.</summary>
internal sealed record Released(RecordId Id, string Number, DispatchStatus Status);

/// <summary>Signs a draft as a dispatch and lets it go. Those whom its label does not permit are no part of its audience.</summary>
internal sealed class ReleaseDispatch(
    DraftStore drafts,
    ReleaseCheck check,
    NumberSeries series,
    ReadGateway gateway,
    RecordMaker maker,
    Ledger ledger
)
{
    public async Task<Outcome<Released>> HandleAsync(Principal principal, RecordId id)
    {
        if (!principal.Duties.HasFlag(Duties.Write))
            return DispatchRefusals.NotYourDuty;
        if (drafts.Find(principal, id) is not { } draft)
            return DispatchRefusals.NotFound;
        if (check.Check(principal, draft.Content).Refused(out var problem, out var intent))
            return problem;
        var record = await SignAsync(principal, draft, intent);
        var outcome = await ledger.RunAsync(transaction =>
        {
            var appended = Ledger.AppendAll(transaction, [record.Signed]);
            if (appended.Refusal is null)
                DraftStore.Delete(transaction, principal, id);
            return appended;
        });
        return outcome.Refusal is { } refusal ? refusal : new Released(id, record.Number, intent.Status);
    }

    private async Task<(SignedRecord Signed, string Number)> SignAsync(
        Principal principal,
        SavedDraft draft,
        ReleaseIntent intent
    )
    {
        var content = draft.Content;
        var earlier = gateway.Record(principal, draft.Id)?.Record;
        var number = earlier is null
            ? await series.NextAsync(intent.Office, intent.Record.Label, intent.Record.Audience)
            : RecordMaker.ReadBody<DispatchBody>(earlier).Number;
        var body = new DispatchBody(
            number,
            content.Subject.Trim(),
            content.Text,
            "en",
            content.Action,
            content.Info,
            content.Due,
            content.InReplyTo,
            content.InReplyTo is null ? null
                : content.Interim ? DispatchBody.Interim
                : DispatchBody.Final
        );
        var signed = earlier is null
            ? maker.First(draft.Id, intent.Record, body)
            : maker.Next(earlier, intent.Record, body);
        return (signed, number);
    }
}
