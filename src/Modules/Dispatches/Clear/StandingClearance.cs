using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Microsoft.Extensions.Logging;

namespace Legation.Dispatches.Clear;

/// <summary>
/// Clears dispatches as they arrive, under a named person's standing authority; the clearance says so. Flash goes on ahead
/// of a person's clearance, which is to follow.
/// </summary>
internal sealed class StandingClearance(
    Ledger ledger,
    IRecordStore store,
    RecordMaker maker,
    ISenders senders,
    AuthorityRule rule,
    Interned interned,
    TimeProvider clock,
    ILogger<StandingClearance> log
) : JournalFollower("standing-clearance", DispatchKind.KindName, ledger, store, clock, log)
{
    private readonly Ledger ledger = ledger;
    private readonly IRecordStore store = store;

    /// <inheritdoc/>
    protected override bool IsActive => StandingAuthoritySql.Any(store);

    /// <summary>Follows what comes from now on: an authority was given where none was in force.</summary>
    public void BeginAfter(LedgerTransaction transaction, StandingAuthority given) =>
        BeginAfter(transaction, given.After);

    /// <inheritdoc/>
    protected override Action<LedgerTransaction> Decide(IReadOnlyList<AppliedRecord> records)
    {
        var covered = Covered([.. records.Where(r => r.Header.Home != ledger.Node.Id)]);
        var clearances = new SignedRecord[covered.Count];
        Parallel.For(0, covered.Count, i => clearances[i] = Clearance(covered[i].Dispatch, covered[i].Authority));
        return transaction =>
        {
            for (var i = 0; i < covered.Count; i++)
                if (ToClear(covered[i].Dispatch, covered[i].Authority, transaction) is { } dispatch)
                    transaction.Append(
                        IsAsRead(dispatch, covered[i].Dispatch)
                            ? clearances[i]
                            : Clearance(dispatch, covered[i].Authority)
                    );
        };
    }

    // Where several gave it over the same post, the first of them answers for it.
    private List<(AppliedRecord Dispatch, StandingAuthority Authority)> Covered(IReadOnlyList<AppliedRecord> arrived) =>
        [
            .. StandingAuthoritySql
                .All(store)
                .SelectMany(authority =>
                    rule.Covered(authority, arrived).Select(dispatch => (Dispatch: dispatch, authority))
                )
                .DistinctBy(pair => pair.Dispatch.Seq),
        ];

    // The authority may have ended, with the duty or by itself, since it was looked up; and the version been replaced.
    private AppliedRecord? ToClear(AppliedRecord read, StandingAuthority authority, LedgerTransaction transaction) =>
        StandingAuthoritySql.IsInForce(transaction, authority.Id)
        && transaction.CurrentApplied(read.Header.Id) is { } dispatch
        && dispatch.Seq == read.Seq
        && Rests(dispatch, transaction)
        && !CancellationKind.IsAbout(dispatch.Header.Id, transaction)
        && !VersionSteps.By(transaction.Node.Id, dispatch.Record, transaction).Exists(step => step.Decides)
            ? dispatch
            : null;

    // Signing costs, so it is done ahead; forwarded or relabelled meanwhile, the clearance goes where the dispatch does.
    private static bool IsAsRead(AppliedRecord dispatch, AppliedRecord read) =>
        dispatch.Label == read.Label && dispatch.Audience == read.Audience;

    private SignedRecord Clearance(AppliedRecord dispatch, StandingAuthority authority) =>
        maker.First(
            maker.NewId(ClearanceKind.KindName),
            new RecordIntent(authority.Giver, dispatch.EffectiveLabel, interned.AudienceAt(dispatch.Audience))
            {
                Precedence = dispatch.Header.Precedence,
                References = [dispatch.Record.ToReference()],
            },
            new StepBody("", StepBody.Standing)
        );

    // What went direct, or got here as a copy, is nobody's to clear, whatever the route says by now.
    private bool Rests(AppliedRecord dispatch, LedgerTransaction transaction) =>
        transaction.Rests(dispatch.Header.Id)
        && DispatchKind.ThroughOf(dispatch.Record, senders.Find(dispatch.Header.Author.InNameOf, transaction))?.Node
            == transaction.Node.Id;
}
