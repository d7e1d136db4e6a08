using Legation.Dispatches.Model;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.TimeLimits;

/// <summary>
/// What follows when a term has ended, in one transaction with it: it passes to the next deputy, whose own begins; after
/// the last it goes on. The route that governs then decides, not the one under which the term began.
/// </summary>
internal sealed class TermEnd(ISenders senders, RecordMaker maker, NodeIdentity node)
{
    /// <summary>Reckons a term, and ends it if its time has come.</summary>
    /// <param name="term">The term.</param>
    /// <param name="now">The time, which is not in doubt.</param>
    /// <param name="transaction">The writer's.</param>
    public void Look(ClearanceTerm term, DateTimeOffset now, LedgerTransaction transaction)
    {
        if (Waiting(term, now, transaction) is not { } dispatch)
        {
            term.Drop(transaction);
            return;
        }
        // Nothing has begun in the future: the clock was ahead.
        var begun = term with
        {
            Since = term.Since <= now ? term.Since : now,
        };
        if (TermsOf(dispatch, transaction) is not { } terms || MinutesOf(terms, dispatch) is not { } minutes)
        {
            begun.Keep(due: null, transaction);
            return;
        }
        var due = begun.Since.Value.AddMinutes(minutes);
        if (due > now)
        {
            begun.Keep(due, transaction);
            return;
        }
        // The next begins. If it is for nobody, the lapse lets the dispatch go and ends it.
        var next = term with
        {
            Since = now,
            Spent = term.Spent + minutes,
        };
        next.Keep(now.AddMinutes(minutes), transaction);
        var lapse = transaction.Append(Lapse(dispatch, terms, next.Spent, transaction));
        if (lapse.Outcome != AppendOutcome.Stored)
            throw new InvalidOperationException($"The lapse is {lapse.Outcome}: {lapse.Refusal?.Code}");
    }

    // What expires is stated as not delivered; what was returned is its author's to revise; what was
    // cancelled goes nowhere.
    private AppliedRecord? Waiting(ClearanceTerm term, DateTimeOffset now, LedgerTransaction transaction) =>
        transaction.CurrentApplied(term.Dispatch) is { } dispatch
        && dispatch.Seq == term.Seq
        && !(dispatch.Header.Expires <= now)
        && !CancellationKind.IsAbout(term.Dispatch, transaction)
        && !VersionSteps.By(node.Id, dispatch.Record, transaction).Exists(step => step.Decides)
            ? dispatch
            : null;

    private SignedRecord Lapse(AppliedRecord dispatch, RouteTerms terms, int spent, LedgerTransaction transaction)
    {
        var office = terms.Through!.Value;
        var deputy = Next(dispatch.Record, terms, transaction);
        // Who is asked in an office is that office's matter; that it goes on without clearance is its readers'.
        var intent = new RecordIntent(
            new Author(node.Id, node.Id),
            dispatch.EffectiveLabel,
            deputy is null ? transaction.AudienceOf(dispatch.Header.Id) : [office]
        )
        {
            Precedence = dispatch.Header.Precedence,
            References = [dispatch.Record.ToReference()],
        };
        return maker.First(maker.NewId(Contracts.Lapse.KindName), intent, new LapseBody(office, spent, deputy));
    }

    // One who is not at the office any more could not clear it.
    private RecordId? Next(SignedRecord dispatch, RouteTerms terms, LedgerTransaction transaction)
    {
        var passed = VersionSteps
            .By(node.Id, dispatch, transaction)
            .Where(step => step.Name == Step.PassedOn)
            .SelectMany(step => step.Parties);
        return terms
            .Deputies.Except(passed)
            .Where(deputy =>
                senders.Find(deputy, transaction) is { } found
                && found.Home == node.Id
                && found.Parties.Contains(terms.Through!.Value)
            )
            .Select(deputy => (RecordId?)deputy)
            .FirstOrDefault();
    }

    // A route that leads it elsewhere may be put right: until then it has no time to end, but has not lost it.
    private RouteTerms? TermsOf(AppliedRecord dispatch, LedgerTransaction transaction) =>
        DispatchKind.ThroughOf(dispatch.Record, senders.Find(dispatch.Header.Author.InNameOf, transaction)) is { } route
        && route.Node == node.Id
            ? route.Terms
            : null;

    private static int? MinutesOf(RouteTerms terms, AppliedRecord dispatch) =>
        terms.Limits?.Of(dispatch.Header.Precedence);
}
