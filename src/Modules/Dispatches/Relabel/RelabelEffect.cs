using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Relabel;

/// <summary>Makes the records that give a dispatch another label.</summary>
internal sealed class RelabelEffect(RecordMaker maker)
{
    /// <summary>What relabelling does, for whoever has been found entitled to it.</summary>
    /// <param name="intent">What was checked.</param>
    /// <param name="author">Whose act it is.</param>
    /// <param name="second">Who approved it; null where one is enough.</param>
    /// <param name="reason">Why.</param>
    public Func<LedgerTransaction, Outcome<RecordId>> Of(
        RelabelIntent intent,
        Author author,
        Author? second,
        string reason
    ) =>
        transaction =>
        {
            var id = intent.Dispatch.Header.Id;
            if (
                transaction.CurrentApplied(id) is not { } current
                || current.Seq != intent.Dispatch.Seq
                || current.EffectiveLabel != intent.Dispatch.EffectiveLabel
            )
                return RelabelRefusals.RelabelledSince;
            if (intent.Widens && CancellationKind.IsAbout(id, transaction))
                return RelabelRefusals.CancelledBefore;
            var number = transaction.NextRelabelling(current.Record);
            var body = new RelabelBody(reason.Trim(), intent.Label with { Made = null }, number, second);
            var records = Under(current.EffectiveLabel, intent.Label)
                .Select(label => Signed(transaction, current, author, label, body));
            if (Ledger.AppendAll(transaction, [.. records]).Refusal is { } refusal)
                return refusal;
            // What was proposed, was proposed against the label that stood then.
            ProposalStore.DropAll(transaction, RelabelProposal.KindName, id);
            return id;
        };

    // Whoever had it learns of it under the label that was, whoever has it from now on under the label that is.
    private static IEnumerable<Label> Under(Label before, Label after) =>
        RelabelCheck.SaysTheSame(after, before) ? [after] : [before, after];

    private SignedRecord Signed(
        LedgerTransaction transaction,
        AppliedRecord dispatch,
        Author author,
        Label label,
        RelabelBody body
    ) =>
        maker.First(
            maker.NewId(RelabelKind.KindName),
            new RecordIntent(author, label, transaction.AudienceOf(dispatch.Header.Id))
            {
                Precedence = dispatch.Header.Precedence,
                References = [dispatch.Record.ToReference(), .. Clearances(transaction, dispatch.Record)],
            },
            body
        );

    private static IEnumerable<RecordReference> Clearances(LedgerTransaction transaction, SignedRecord dispatch) =>
        VersionSteps
            .Of(dispatch, transaction)
            .Where(step => step.LetsGo)
            .Select(step => transaction.Current(step.Record)?.ToReference())
            .OfType<RecordReference>();
}
