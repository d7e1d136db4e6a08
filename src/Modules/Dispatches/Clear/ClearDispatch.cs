using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Reading;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;

namespace Legation.Dispatches.Clear;

/// <summary>The office clears a dispatch and releases it to headquarters, or returns it to its author.</summary>
internal sealed class ClearDispatch(
    ReadGateway gateway,
    DispatchDetails details,
    IDirectory directory,
    RecordMaker maker,
    Interned interned,
    NodeIdentity node,
    Ledger ledger
)
{
    /// <summary>Clears; a comment goes to headquarters only, under the dispatch's label.</summary>
    public async Task<Outcome<DispatchStatus>> ClearAsync(Principal principal, RecordId id, string? comment)
    {
        if (ToDecide(principal, id, acts => acts.Clear).Refused(out var refusal, out var dispatch))
            return refusal;
        var records = new List<SignedRecord>
        {
            maker.First(
                maker.NewId(ClearanceKind.KindName),
                About(principal, dispatch, interned.Audience(dispatch.Audience)),
                new StepBody("")
            ),
        };
        if (!string.IsNullOrWhiteSpace(comment))
            records.Add(
                maker.First(
                    maker.NewId(StepKinds.Comment),
                    About(principal, dispatch, HeadquartersOnly(principal, dispatch)),
                    new StepBody(comment.Trim())
                )
            );
        return await CommitAsync(dispatch, records, DispatchStatus.Released);
    }

    /// <summary>Returns for revision, with reasons.</summary>
    public async Task<Outcome<DispatchStatus>> ReturnAsync(Principal principal, RecordId id, string? reasons)
    {
        if (string.IsNullOrWhiteSpace(reasons))
            return DispatchRefusals.Missing("reason", "Say what is to be revised; the author sees it.");
        if (ToDecide(principal, id, acts => acts.Return).Refused(out var refusal, out var dispatch))
            return refusal;
        var view = directory.For(principal);
        var sender = view.Party(dispatch.Header.Author.InNameOf);
        IEnumerable<RecordId?> between = [sender?.Id, sender?.Office, RouteOf(view, dispatch)?.Terms.Via];
        var audience = between.OfType<RecordId>().Where(dispatch.Header.Audience.Contains);
        var record = maker.First(
            maker.NewId(StepKinds.Return),
            About(principal, dispatch, audience),
            new StepBody(reasons.Trim())
        );
        return await CommitAsync(dispatch, [record], DispatchStatus.Returned);
    }

    private Outcome<AppliedRecord> ToDecide(Principal principal, RecordId id, Func<DispatchActs, bool> may)
    {
        if (!details.Open(principal, id).Succeeded(out var detail) || gateway.Record(principal, id) is not { } record)
            return DispatchRefusals.NotFound;
        if (!principal.Duties.HasFlag(Duties.Clear))
            return DispatchRefusals.NotYourDuty;
        if (principal.IsOrActsFor(record.Header.Author))
            return DispatchRefusals.OwnDraft;
        if (detail.Item.Cancelled is not null)
            return DispatchRefusals.Cancelled;
        return may(detail.Acts) ? record : DispatchRefusals.NothingToClear;
    }

    private IEnumerable<RecordId> HeadquartersOnly(Principal principal, AppliedRecord dispatch)
    {
        var view = directory.For(principal);
        var route = RouteOf(view, dispatch);
        return dispatch.Header.Audience.Where(p => p == route?.Terms.Via || view.Party(p)?.Home == route?.Authority);
    }

    private static RouteRuling? RouteOf(DirectoryView view, AppliedRecord dispatch) =>
        view.RouteOf(dispatch.Header.Author.InNameOf, RecordMaker.ReadBody<DispatchHeading>(dispatch.Record).About);

    private static RecordIntent About(Principal principal, AppliedRecord dispatch, IEnumerable<RecordId> audience) =>
        new(principal.ToAuthor(), dispatch.EffectiveLabel, audience)
        {
            Precedence = dispatch.Header.Precedence,
            References = [dispatch.Record.ToReference()],
        };

    // Two officers may press at once: whoever commits second finds the step of the first.
    private Task<Outcome<DispatchStatus>> CommitAsync(
        AppliedRecord dispatch,
        IReadOnlyList<SignedRecord> records,
        DispatchStatus status
    ) =>
        ledger.RunAsync<Outcome<DispatchStatus>>(transaction =>
            CancellationKind.IsAbout(dispatch.Header.Id, transaction) ? DispatchRefusals.Cancelled
            : !IsToDecide(dispatch, status, transaction) ? DispatchRefusals.NothingToClear
            : Ledger.AppendAll(transaction, records).Refusal is { } refusal ? refusal
            : status
        );

    // What went ahead of a clearance can be cleared still, not returned; what never rested here, neither.
    private bool IsToDecide(AppliedRecord dispatch, DispatchStatus status, LedgerTransaction transaction)
    {
        var own = VersionSteps.By(node.Id, dispatch.Record, transaction);
        if (own.Exists(s => s.Name is Step.Cleared or Step.Returned))
            return false;
        return own.Exists(s => s.LetsGo)
            ? status != DispatchStatus.Returned
            : transaction.CurrentApplied(dispatch.Header.Id)?.Seq == dispatch.Seq
                && transaction.Rests(dispatch.Header.Id);
    }
}
