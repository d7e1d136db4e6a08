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

/// <summary>Signs a dispatch and lets it go. Those whom its label does not permit are no part of its audience.</summary>
internal sealed class ReleaseDispatch(
    DraftStore drafts,
    ReleaseCheck check,
    ReadGateway gateway,
    RecordMaker maker,
    Ledger ledger
)
{
    /// <summary>Releases what the author has kept as a draft.</summary>
    public Task<Outcome<Released>> HandleAsync(Principal principal, RecordId id) =>
        drafts.Find(principal, id) is { } draft
            ? ReleaseAsync(principal, id, draft.Content)
            : Task.FromResult<Outcome<Released>>(DispatchRefusals.NotFound);

    /// <summary>Releases what was never a draft: the dispatch is there with its number, or nothing is.</summary>
    public Task<Outcome<Released>> HandleAsync(Principal principal, DispatchInput content) =>
        ReleaseAsync(principal, maker.NewId(DispatchKind.KindName), content);

    private async Task<Outcome<Released>> ReleaseAsync(Principal principal, RecordId id, DispatchInput content)
    {
        if (check.Check(principal, content).Refused(out var problem, out var intent))
            return problem;
        var earlier = gateway.Record(principal, id)?.Record;
        // Numbers leave no gaps, so one is taken with the record that bears it.
        return await ledger.RunAsync<Outcome<Released>>(transaction =>
        {
            if (earlier is null && transaction.IsHere(id))
                return DispatchRefusals.StaleDraft;
            var number = earlier is null
                ? NumberSeries.Next(transaction, intent.Office, intent.Record.Label, intent.Record.Audience)
                : RecordMaker.ReadBody<DispatchBody>(earlier).Number;
            var body = BodyOf(content, number);
            var signed = earlier is null
                ? maker.First(id, intent.Record, body)
                : maker.Next(earlier, intent.Record, body);
            if (Ledger.AppendAll(transaction, [signed]).Refusal is { } refusal)
                return refusal;
            DraftStore.Delete(transaction, principal, id);
            return new Released(id, number, intent.Status);
        });
    }

    private static DispatchBody BodyOf(DispatchInput content, string number) =>
        new(
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
}
