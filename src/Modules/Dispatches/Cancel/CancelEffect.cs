using Legation.Dispatches.Model;
using Legation.Records;

namespace Legation.Dispatches.Cancel;

/// <summary>Makes the record by which a dispatch counts no more.</summary>
internal sealed class CancelEffect(RecordMaker maker)
{
    private const int LongestReason = 2_000;

    /// <summary>Why a reason cannot stand; null if it can.</summary>
    public static Refusal? Problem(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? CancelRefusals.NoReason
        : reason.Length > LongestReason ? CancelRefusals.LongReason
        : null;

    /// <summary>Cancels, for whoever has been found entitled to it.</summary>
    /// <param name="transaction">The writer's.</param>
    /// <param name="id">The dispatch, as it stands now.</param>
    /// <param name="author">Whose act it is.</param>
    /// <param name="reason">Why.</param>
    /// <param name="correctedBy">What takes its place; null: nothing does.</param>
    public Refusal? Apply(
        LedgerTransaction transaction,
        RecordId id,
        Author author,
        string reason,
        RecordId? correctedBy
    )
    {
        if (transaction.CurrentApplied(id) is not { } dispatch)
            return DispatchRefusals.NotFound;
        if (CancellationKind.IsAbout(id, transaction))
            return CancelRefusals.CancelledBefore;
        var cancellation = maker.First(
            maker.NewId(CancellationKind.KindName),
            new RecordIntent(author, dispatch.EffectiveLabel, transaction.AudienceOf(id))
            {
                Precedence = dispatch.Header.Precedence,
                References = [dispatch.Record.ToReference()],
            },
            new CancellationBody(reason.Trim(), correctedBy)
        );
        return Ledger.AppendAll(transaction, [cancellation]).Refusal;
    }
}
