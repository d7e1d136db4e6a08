using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;

namespace Legation.Dispatches.Release;

/// <summary>
/// The next version of a dispatch is made from all from which the last one was made, whatever its author leaves of it.
/// </summary>
internal sealed class Revisions(ReadGateway gateway, Approvals approvals)
{
    /// <summary>The same text with all its sources that its author may have.</summary>
    public DispatchInput WithFormerSources(Principal principal, RecordId dispatch, DispatchInput input) =>
        input with
        {
            Sources =
            [
                .. input
                    .Sources.Concat(gateway.Among(principal, Former(principal, dispatch)))
                    .Where(id => id != input.InReplyTo)
                    .Distinct(),
            ],
        };

    /// <summary>Who may not have all from which a dispatch was made cannot judge what he changes in it.</summary>
    public Refusal? Problem(Principal principal, RecordId dispatch) =>
        Former(principal, dispatch) is var former && gateway.Among(principal, former).Count < former.Count
            ? DispatchRefusals.NotYoursToRevise
            : null;

    /// <summary>The same as the transaction has it, whoever asks: nothing from which the last version was made is left out.</summary>
    public static Refusal? Problem(
        LedgerTransaction transaction,
        SignedRecord? former,
        IReadOnlyList<RecordId> madeFrom
    ) =>
        former is not null
        && SourcesOf(former).Concat(Approvals.ReadFor(transaction, former.Header.Id)).Except(madeFrom).Any()
            ? DispatchRefusals.NotYoursToRevise
            : null;

    /// <summary>What the label of a dispatch rests on: what it answers and was made from, named in it or not.</summary>
    public IReadOnlyList<RecordId> MadeFrom(SignedRecord dispatch) =>
        [.. SourcesOf(dispatch).Concat(approvals.ReadFor(dispatch.Header.Id)).Distinct()];

    private IReadOnlyList<RecordId> Former(Principal principal, RecordId dispatch) =>
        gateway.Among(principal, [dispatch]).Count > 0 && gateway.Record(principal, dispatch) is { } former
            ? MadeFrom(former.Record)
            : [];

    private static IEnumerable<RecordId> SourcesOf(SignedRecord record) =>
        record.Header.References.Select(reference => reference.Id).Where(id => id.Kind == DispatchKind.KindName);
}
