using Legation.Dispatches.Assign;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Reading;
using Legation.Records.Access;

namespace Legation.Dispatches.Waiting;

/// <summary>What waits for one officer: to clear, to revise, to acknowledge, to answer. The most pressing first.</summary>
internal sealed class WaitingDispatches(
    ReadGateway gateway,
    DispatchItems items,
    DispatchReader reader,
    Colleagues colleagues,
    OpenMatters open,
    TimeProvider clock
)
{
    // Who has more than this before him needs the register, not a longer list.
    private const int MostOfEach = 100;
    private const int MostElsewhere = 1000;

    private IReadOnlyList<WaitingDispatch>? known;

    /// <summary>Read once in a request: the rail and the page Today both ask.</summary>
    public IReadOnlyList<WaitingDispatch> For(Principal principal) => known ??= Read(principal);

    private IReadOnlyList<WaitingDispatch> Read(Principal principal)
    {
        var now = clock.GetUtcNow();
        return
        [
            .. ToClear(principal)
                .Concat(Returned(principal))
                .Concat(ToAnswer(principal))
                .OrderBy(w => w.HasGoneOn)
                .ThenByDescending(w => w.IsLate(now))
                .ThenByDescending(w => w.Item.Precedence)
                .ThenBy(w => w.Due ?? DateTimeOffset.MaxValue)
                .ThenByDescending(w => w.Item.Date),
        ];
    }

    private IEnumerable<WaitingDispatch> ToClear(Principal principal) =>
        principal.Duties.HasFlag(Duties.Clear)
            ? reader.First(principal, Box.ToClear, MostOfEach).Select(i => new WaitingDispatch(i, WaitsFor.Clearance))
            : [];

    // Whoever is to act, or to whom it is assigned, acknowledges it; an answer is owed only where it says by when.
    private List<WaitingDispatch> ToAnswer(Principal principal)
    {
        if (!principal.Duties.HasFlag(Duties.Write))
            return [];
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        var (post, parties) = (principal.Post.ToString(), DispatchReader.PartiesOf(principal));
        var assigned = db.AssignedTo(principal.Post, MostOfEach);
        var dealtWith = colleagues.DealtWith(db.AssignedElsewhere(principal.Post, MostElsewhere));
        var unsettled = db.Dispatches.Where(d =>
            !db.Settling.Any(s => s.Dispatch == d.Record)
            && !db.Steps.Any(s =>
                s.Dispatch == d.Record
                && (
                    (s.Step == Step.Returned && s.DispatchHash == d.Hash)
                    || (s.Step == Step.Acknowledged && s.ByPost == post && d.Due == null)
                )
            )
        );
        var mine = open.Positions(
            db,
            $"to answer, {post}",
            unsettled.Where(d => parties.Any(p => d.Action.Contains(p)) && (d.Due != null || d.InReplyTo == null)),
            () => RegisterPositions.ToActOn(db, DispatchReader.AddressedAs(principal))
        );
        var rows = ProjectionContext.NewestAmong(
            RegisterPositions.Merged([mine, RegisterPositions.At(db, assigned)]),
            unsettled.Where(d =>
                assigned.Contains(d.Record)
                || (
                    parties.Any(p => d.Action.Contains(p))
                    && (d.Due != null || d.InReplyTo == null)
                    && !dealtWith.Contains(d.Record)
                )
            ),
            MostOfEach
        );
        var steps = db.StepsOf(rows.ConvertAll(r => r.Record));
        var acknowledged = steps
            .Where(s => s.Step == Step.Acknowledged && s.ByPost == post)
            .Select(s => s.Dispatch)
            .ToHashSet();
        return items
            .From(principal, rows, steps)
            .ConvertAll(i => new WaitingDispatch(
                i,
                acknowledged.Contains(i.Id.Uuid) ? WaitsFor.Answer : WaitsFor.Acknowledgement
            ));
    }

    private List<WaitingDispatch> Returned(Principal principal)
    {
        if (!principal.Duties.HasFlag(Duties.Write))
            return [];
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        var post = principal.Post.ToString();
        var sentBack = db.Dispatches.Where(d =>
            d.AuthorPost == post
            && db.Steps.Any(s => s.Dispatch == d.Record && s.Step == Step.Returned && s.DispatchHash == d.Hash)
            && !db.Settling.Any(s => s.Dispatch == d.Record)
        );
        var positions = open.Positions(db, $"returned, {post}", sentBack, () => RegisterPositions.Returned(db));
        var rows = ProjectionContext.NewestAmong(positions, sentBack, MostOfEach);
        var steps = db.StepsOf(rows.ConvertAll(r => r.Record));
        return items.From(principal, rows, steps).ConvertAll(i => new WaitingDispatch(i, WaitsFor.Revision));
    }
}
