using Legation.Dispatches.Model;
using Legation.Records;
using Legation.Records.Signing;

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

    /// <summary>The record, for whoever has been found entitled to it, unless the dispatch is not his or counts no more.</summary>
    /// <param name="transaction">The writer's.</param>
    /// <param name="id">The dispatch, as it stands now.</param>
    /// <param name="author">Whose act it is.</param>
    /// <param name="reason">Why.</param>
    /// <param name="correctedBy">What takes its place; null: nothing does.</param>
    public Outcome<SignedRecord> Make(
        LedgerTransaction transaction,
        RecordId id,
        Author author,
        string reason,
        RecordId? correctedBy
    )
    {
        if (transaction.CurrentApplied(id) is not { } dispatch)
            return DispatchRefusals.NotFound;
        if (dispatch.Header.Home != transaction.Node.Id || dispatch.Header.Author.InNameOf != author.InNameOf)
            return CancelRefusals.NotYours;
        if (CancellationKind.IsAbout(id, transaction))
            return CancelRefusals.CancelledBefore;
        return maker.First(
            maker.NewId(CancellationKind.KindName),
            new RecordIntent(author, dispatch.EffectiveLabel, transaction.AudienceOf(id))
            {
                Precedence = dispatch.Header.Precedence,
                References = [dispatch.Record.ToReference()],
            },
            new CancellationBody(reason.Trim(), correctedBy)
        );
    }
}
