using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Relabel;
using Legation.Labels;
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
    DispatchDetails details,
    ReleaseCheck check,
    ReadGateway gateway,
    AcceptedPolicies policies,
    TimeProvider clock,
    RecordMaker maker,
    Ledger ledger
)
{
    /// <summary>Releases the draft that the author has read.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="id">Id of the draft.</param>
    /// <param name="read">Number of the saved draft that he has read.</param>
    public Task<Outcome<Released>> HandleAsync(Principal principal, RecordId id, int read) =>
        drafts.Find(principal, id) is { } draft
            ? HandleAsync(principal, id, draft.Content, read)
            : Task.FromResult<Outcome<Released>>(DispatchRefusals.NotFound);

    /// <summary>Releases what was never a draft: the dispatch is there with its number, or nothing is.</summary>
    public Task<Outcome<Released>> HandleAsync(Principal principal, DispatchInput content) =>
        HandleAsync(principal, maker.NewId(DispatchKind.KindName), content, 0);

    /// <summary>Releases a new text in the place of a draft or a returned dispatch.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="id">Id of the dispatch.</param>
    /// <param name="content">What he releases.</param>
    /// <param name="read">Number of the saved draft that he has read; 0: there was none.</param>
    public async Task<Outcome<Released>> HandleAsync(Principal principal, RecordId id, DispatchInput content, int read)
    {
        if (check.Check(principal, content).Refused(out var problem, out var intent))
            return problem;
        if (
            gateway.Record(principal, id) is { IsRelabelled: true } relabelled
            && policies.Current.Widens(relabelled.EffectiveLabel, intent.Record.Label, clock.GetUtcNow())
        )
            return RelabelRefusals.RevisedLower;
        return Prepare(principal, id, content, intent, read).Refused(out problem, out var effect)
            ? problem
            : await ledger.RunAsync(effect);
    }

    /// <summary>What a release does, for whoever has been found entitled to it.</summary>
    /// <param name="principal">Who looks at the dispatch as it stands.</param>
    /// <param name="id">Id of the dispatch.</param>
    /// <param name="content">What is released.</param>
    /// <param name="intent">What the release comes to.</param>
    /// <param name="read">Number of the author's saved draft that was read; 0: there was none.</param>
    public Outcome<Func<LedgerTransaction, Outcome<Released>>> Prepare(
        Principal principal,
        RecordId id,
        DispatchInput content,
        ReleaseIntent intent,
        int read
    )
    {
        var author = intent.Record.Author;
        var former = gateway.Record(principal, id);
        var earlier = former?.Record;
        if (earlier is not null && !IsReturned(principal, id, author))
            return DispatchRefusals.NotReturned;
        // Numbers leave no gaps, so one is taken with the record that bears it.
        return new Func<LedgerTransaction, Outcome<Released>>(transaction =>
        {
            if (DraftStore.NumberOf(transaction, author, id) != read)
                return DispatchRefusals.StaleDraft;
            if (transaction.CurrentApplied(id) is var current && current?.EffectiveLabel != former?.EffectiveLabel)
                return RelabelRefusals.RelabelledSince;
            if (earlier is null && transaction.IsHere(id))
                return DispatchRefusals.NotReturned;
            var number = earlier is null
                ? NumberSeries.Next(transaction, intent.Office, intent.Record.Label, intent.Record.Audience)
                : RecordMaker.ReadBody<DispatchBody>(earlier).Number;
            var body = BodyOf(content, number) with { Base = intent.Base };
            var signed = earlier is null
                ? maker.First(id, intent.Record, body)
                : maker.Next(earlier, intent.Record, body);
            if (Ledger.AppendAll(transaction, [signed]).Refusal is { } refusal)
                return refusal;
            DraftStore.Delete(transaction, author, id);
            ProposalStore.Drop(transaction, ReleaseProposal.KindName, id, author);
            return new Released(id, number, intent.Status);
        });
    }

    private bool IsReturned(Principal principal, RecordId id, Author author) =>
        details.Open(principal, id).Succeeded(out var detail)
        && detail.Item.Status is DispatchStatus.Returned
        && detail.Item.From == author.InNameOf;

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
