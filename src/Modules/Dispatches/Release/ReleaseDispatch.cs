using Legation.Dispatches.Cancel;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
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
    ReleaseCheck check,
    AcceptedPolicies policies,
    TimeProvider clock,
    CancelEffect cancel,
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
        if (check.Check(principal, id, content).Refused(out var problem, out var intent))
            return problem;
        var release = Prepare(id, content, intent, read);
        return await ledger.RunAsync(transaction =>
            (
                Lowered(transaction, id, intent)
                ?? (content.Corrects is { } wrong ? Lowered(transaction, wrong, intent) : null)
                ?? RaisedSince(transaction, intent)
            )
                is { } refusal
                ? refusal
                : release(transaction)
        );
    }

    /// <summary>What a release does, for whoever has been found entitled to it.</summary>
    /// <param name="id">Id of the dispatch.</param>
    /// <param name="content">What is released.</param>
    /// <param name="intent">What the release comes to.</param>
    /// <param name="read">Number of the author's saved draft that was read; 0: there was none.</param>
    public Func<LedgerTransaction, Outcome<Released>> Prepare(
        RecordId id,
        DispatchInput content,
        ReleaseIntent intent,
        int read
    ) =>
        transaction =>
        {
            var author = intent.Record.Author;
            if (DraftStore.NumberOf(transaction, author, id) != read)
                return DispatchRefusals.StaleDraft;
            var former = transaction.Current(id);
            if (former is not null && !IsReturned(transaction, former, author))
                return DispatchRefusals.NotReturned;
            if (
                CancellationKind.IsAbout(id, transaction)
                || content.InReplyTo is { } answered && CancellationKind.IsAbout(answered, transaction)
            )
                return DispatchRefusals.Cancelled;
            // What was returned and is released again has superseded the other by its first version.
            var corrected = former is null ? content.Corrects : null;
            var original = corrected is { } wrong ? transaction.Current(wrong) : former;
            if (Revisions.Problem(transaction, original, intent.MadeFrom) is { } hidden)
                return hidden;
            var superseded = new List<SignedRecord>();
            if (corrected is { } replaced)
                if (
                    cancel
                        .Make(transaction, replaced, author, content.CorrectionReason ?? "", id)
                        .Refused(out var notHis, out var cancellation)
                )
                    return notHis;
                else
                    superseded.Add(cancellation);
            // Numbers leave no gaps, so one is taken with the record that bears it.
            var number =
                former is not null && NumberSeries.IsOfOne(former.Header, intent.Record)
                    ? RecordMaker.ReadBody<DispatchBody>(former).Number
                    : NumberSeries.Next(transaction, intent.Office, intent.Record.Label, intent.Record.Audience);
            var body = BodyOf(content, number) with
            {
                Base = intent.Base,
                Copy = intent.Copy.Count == 0 ? null : intent.Copy,
            };
            var signed = former is null
                ? maker.First(id, intent.Record, body)
                : maker.Next(former, intent.Record, body);
            if (Ledger.AppendAll(transaction, [signed, .. superseded]).Refusal is { } refusal)
                return refusal;
            DraftStore.Delete(transaction, author, id);
            ProposalStore.Drop(transaction, ReleaseProposal.KindName, id, author);
            return new Released(id, number, intent.Status);
        };

    // What was raised stays raised in what its author makes of it alone, however often it is returned to him.
    private Refusal? Lowered(LedgerTransaction transaction, RecordId id, ReleaseIntent intent) =>
        transaction.IsOrWasRelabelled(id)
        && policies.Current.Widens(
            transaction.CurrentApplied(id)!.EffectiveLabel,
            intent.Record.Label,
            clock.GetUtcNow()
        )
            ? RelabelRefusals.RevisedLower
            : null;

    // What it is made from may have been relabelled since it was checked.
    private Refusal? RaisedSince(LedgerTransaction transaction, ReleaseIntent intent) =>
        intent.Record.References.Any(source =>
            transaction.CurrentApplied(source.Id) is { } now
            && policies.Current.Widens(now.EffectiveLabel, intent.Base ?? intent.Record.Label, clock.GetUtcNow())
        )
            ? RelabelRefusals.SourceRaised
            : null;

    private static bool IsReturned(LedgerTransaction transaction, SignedRecord former, Author author) =>
        former.Header.Author.InNameOf == author.InNameOf
        && VersionSteps.Of(former, transaction).Exists(step => step.Name == Step.Returned);

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
        )
        {
            Attachments =
                content.Attachments.Count == 0
                    ? null
                    : [.. content.Attachments.Select(file => new FileName(file.Hash, file.Name))],
            About = content.About,
        };
}
