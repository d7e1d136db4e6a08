using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Share;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Search;
using Microsoft.EntityFrameworkCore;

namespace Legation.Dispatches.Reading;

/// <summary>Lists of dispatches. Everything goes through the read gateway.</summary>
internal sealed class DispatchReader(
    ReadGateway gateway,
    IDirectory directory,
    NodeIdentity node,
    DraftStore drafts,
    SharedDrafts shared,
    DispatchItems items,
    ClearingOrder clearing,
    OpenMatters open,
    RestingPositions resting,
    DispatchSearch search,
    TimeProvider clock
)
{
    /// <summary>Longer registers are not counted out: nobody needs the number, and everybody waits for it.</summary>
    public const int CountedUpTo = 1000;

    /// <summary>A page of a register.</summary>
    /// <param name="principal">Who looks.</param>
    /// <param name="box">The register.</param>
    /// <param name="words">What all of them have; null: anything.</param>
    /// <param name="after">What the page before gave as <see cref="DispatchPage.Next"/>; empty: the first page.</param>
    /// <param name="limit">How many at most.</param>
    public DispatchPage List(Principal principal, Box box, string? words, IReadOnlyList<long> after, int limit)
    {
        if (box == Box.Drafts)
            return Drafts(principal, words, after, limit);
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        var sought = string.IsNullOrWhiteSpace(words) ? null : SearchQuery.Read(words);
        var (rows, next) =
            box == Box.ToClear
                ? ByPressure(db, Matching(InBox(db, principal, box), sought), after, limit)
                : ByDate(after, limit, (before, most) => Newest(db, principal, box, sought, before, most));
        var page = items.From(principal, rows, StepsOf(db, rows));
        gateway.Shown(principal, $"dispatches {box}", page.ConvertAll(i => i.Id));
        return new DispatchPage(page, next) { Unsearched = sought is null ? 0 : search.Unsearched(db) };
    }

    /// <summary>
    /// The first of a register, in its order, for a count or a summary: whoever shows them says so to the gateway.
    /// </summary>
    public IReadOnlyList<DispatchItem> First(Principal principal, Box box, int limit)
    {
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        var rows =
            box == Box.ToClear
                ? clearing.Page(db, InBox(db, principal, box), null, limit).Rows
                : Newest(db, principal, box, null, null, limit);
        return items.From(principal, rows, StepsOf(db, rows));
    }

    /// <summary>What has come in ahead of the office's clearance, or without it, and is to be cleared still; the newest.</summary>
    public IReadOnlyList<DispatchItem> Uncleared(Principal principal, int limit)
    {
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        var gone = db
            .GoneUncleared.Where(s => db.Dispatches.Any(d => d.Record == s.Dispatch && d.Hash == s.DispatchHash))
            .OrderByDescending(s => s.Seq)
            .Select(s => s.Dispatch)
            .Take(CountedUpTo)
            .ToList();
        var rows = InBox(db, principal, Box.Inbox)
            .Where(d => EF.Parameter(gone).Contains(d.Record))
            .OrderByDescending(d => d.Seq)
            .Take(limit)
            .ToList();
        return
        [
            .. items
                .From(principal, rows, StepsOf(db, rows))
                .Where(item => item.ClearanceToFollow || item.NotClearedWithin is not null),
        ];
    }

    private (List<DispatchRow> Rows, IReadOnlyList<long>? Next) ByPressure(
        DispatchesContext db,
        IQueryable<DispatchRow> query,
        IReadOnlyList<long> after,
        int limit
    )
    {
        var (rows, next) = clearing.Page(db, query, ClearingPlace.Read(after), limit);
        return (rows, next?.Write());
    }

    private static (List<DispatchRow> Rows, IReadOnlyList<long>? Next) ByDate(
        IReadOnlyList<long> after,
        int limit,
        Func<long?, int, List<DispatchRow>> newest
    )
    {
        var rows = newest(after is [var before] ? before : null, limit + 1);
        var shown = rows.Take(limit).ToList();
        return (shown, rows.Count > limit ? [shown[^1].Seq] : null);
    }

    /// <summary>Drafts and dispatches with all of the words, whatever register they stand in; the newest first.</summary>
    public IReadOnlyList<DispatchItem> Find(Principal principal, string words, int limit)
    {
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        var rows = ProjectionContext.NewestAmong(search.All(db, SearchQuery.Read(words)), db.Dispatches, limit);
        var found = items.From(principal, rows, StepsOf(db, rows));
        gateway.Shown(principal, "dispatches found", found.ConvertAll(i => i.Id));
        return [.. Drafts(principal, words, [], limit).Items.Concat(found).Take(limit)];
    }

    /// <summary>Those of the dispatches that the principal may have, in the order given; whoever shows them says so.</summary>
    public IReadOnlyList<DispatchItem> Items(Principal principal, IReadOnlyCollection<RecordId> ids)
    {
        var records = ids.Select(id => id.Uuid).ToList();
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        var rows = db.Dispatches.Where(d => records.Contains(d.Record)).ToList();
        var found = items.From(principal, rows, StepsOf(db, rows)).ToDictionary(item => item.Id);
        return [.. ids.Select(id => found.GetValueOrDefault(id)).OfType<DispatchItem>()];
    }

    /// <summary>True if the principal may have a dispatch of that id; nothing of it is shown.</summary>
    public bool Knows(Principal principal, RecordId id)
    {
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        return db.Dispatches.Any(d => d.Record == id.Uuid);
    }

    /// <summary>How many stand in a register; beyond <see cref="CountedUpTo"/> one more than that.</summary>
    public int Count(Principal principal, Box box)
    {
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        return box switch
        {
            Box.Drafts => drafts.All(principal).Count + shared.With(principal).Count,
            Box.ToClear => InBox(db, principal, box).Take(CountedUpTo + 1).Count(),
            // All that stand there are in it.
            Box.Inbox => RegisterPositions.Received(db, AddressedAs(principal)).Take(CountedUpTo + 1).Count(),
            _ when Positions(db, principal, box) is { } positions => ProjectionContext.CountAmongUpTo(
                positions,
                InBox(db, principal, box),
                CountedUpTo
            ),
            _ => db.CountUpTo(DispatchKind.KindName, InBox(db, principal, box), CountedUpTo),
        };
    }

    private List<DispatchRow> Newest(
        DispatchesContext db,
        Principal principal,
        Box box,
        SearchQuery? sought,
        long? before,
        int limit
    )
    {
        var query = InBox(db, principal, box);
        var end = before ?? long.MaxValue;
        var positions = Positions(db, principal, box, end);
        if (sought is not null)
            positions = box switch
            {
                _ when positions is null => search.All(db, sought, end),
                Box.Inbox => search.In(positions, db, sought, end),
                _ => search.Among(sought, positions),
            };
        return positions is null
            ? db.Newest(DispatchKind.KindName, query, before, limit)
            : ProjectionContext.NewestAmong(positions, query, limit);
    }

    // Where few of all belong to a register, they are looked for where they stand.
    private IEnumerable<long>? Positions(
        DispatchesContext db,
        Principal principal,
        Box box,
        long before = long.MaxValue
    ) =>
        box switch
        {
            Box.Inbox => RegisterPositions.Received(db, AddressedAs(principal), before),
            Box.AwaitingReply => Awaiting(db, principal).Where(position => position < before),
            Box.Assigned => RegisterPositions
                .At(db, db.AssignedTo(principal.Post, CountedUpTo + 1))
                .Where(position => position < before),
            Box.ToReview => RegisterPositions.OfReview(db, Today).Where(position => position < before),
            _ => null,
        };

    private IReadOnlyList<long> Awaiting(DispatchesContext db, Principal principal) =>
        open.Positions(
            db,
            "awaiting reply",
            InBox(db, principal, Box.AwaitingReply),
            () => RegisterPositions.Asking(db)
        );

    /// <summary>The parties as whom the principal is addressed, as rows write them.</summary>
    public static string[] PartiesOf(Principal principal) => [.. AddressedAs(principal).Select(p => p.ToString())];

    /// <summary>The parties as whom the principal is addressed.</summary>
    public static IEnumerable<RecordId> AddressedAs(Principal principal) =>
        principal.Parties.Where(p => p != Audiences.Everyone);

    private static List<StepRow> StepsOf(DispatchesContext db, List<DispatchRow> rows) =>
        db.StepsOf(rows.ConvertAll(r => r.Record));

    private IQueryable<DispatchRow> InBox(DispatchesContext db, Principal principal, Box box)
    {
        var own = node.Id.ToString();
        var parties = PartiesOf(principal);
        var today = Today;
        return box switch
        {
            Box.Sent => db.Dispatches.Where(d => d.Home == own),
            Box.ToReview => db.Dispatches.Where(d => d.Home == own && d.Review <= today),
            Box.ToClear => ToClear(db, principal, own),
            Box.Assigned => Assigned(db, principal.Post),
            Box.AwaitingReply => db.Dispatches.Where(d =>
                d.Action != ""
                && d.Due != null
                && (d.Home == own || parties.Any(p => d.Action.Contains(p)))
                && !db.Settling.Any(s => s.Dispatch == d.Record)
                && !db.Steps.Any(s => s.Dispatch == d.Record && s.Step == Step.Returned && s.DispatchHash == d.Hash)
            ),
            _ => db.Dispatches.Where(d =>
                parties.Any(p => d.Action.Contains(p) || d.Info.Contains(p) || d.Copy.Contains(p))
                || db.Steps.Any(s =>
                    s.Dispatch == d.Record && s.Step == Step.Forwarded && parties.Any(p => s.Parties.Contains(p))
                )
            ),
        };
    }

    private int Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).DayNumber;

    private static IQueryable<DispatchRow> Assigned(DispatchesContext db, RecordId post)
    {
        var assigned = db.AssignedTo(post, CountedUpTo + 1);
        return db.Dispatches.Where(d => assigned.Contains(d.Record));
    }

    private IQueryable<DispatchRow> ToClear(DispatchesContext db, Principal principal, string own)
    {
        var view = directory.For(principal);
        var subjects = view.RoutedSubjects.Select(subject => subject.ToString()).ToArray();
        var senders = principal
            .Parties.SelectMany(view.SendersThrough)
            .Select(sender => $"{sender.Post} {sender.About}")
            .ToArray();
        var rests = resting.All().ToList();
        var gone = db.GoneUncleared.Where(s => s.Node == own).Select(s => s.Dispatch).ToList();
        List<long> positions = [.. rests, .. RegisterPositions.At(db, gone)];
        return db.Dispatches.Where(d =>
            EF.Parameter(positions).Contains(d.Seq)
            && d.Home != own
            && senders.Contains(d.AuthorPost + " " + (subjects.Contains(d.About) ? d.About : ""))
            && (
                EF.Parameter(rests).Contains(d.Seq)
                || EF.Parameter(gone).Contains(d.Record)
                    && db.Steps.Any(s =>
                        s.Dispatch == d.Record
                        && s.DispatchHash == d.Hash
                        && s.Node == own
                        && (s.Step == Step.ClearedAhead || s.Step == Step.Lapsed)
                    )
            )
            && !db.Steps.Any(s =>
                s.Dispatch == d.Record
                && (
                    s.Step == Step.Cancelled
                    || s.DispatchHash == d.Hash && s.Node == own && (s.Step == Step.Cleared || s.Step == Step.Returned)
                )
            )
        );
    }

    // What an office is to clear is not much: each is asked for.
    private IQueryable<DispatchRow> Matching(IQueryable<DispatchRow> query, SearchQuery? sought)
    {
        if (sought is null)
            return query;
        var matching = search.Among(sought, query.Select(d => d.Seq));
        return query.Where(d => EF.Parameter(matching).Contains(d.Seq));
    }

    // Drafts have no place in the journal: their position is how many of them come before.
    private DispatchPage Drafts(Principal principal, string? words, IReadOnlyList<long> after, int limit)
    {
        var earlier = after is [var position] ? (int)position : 0;
        var matching = drafts
            .All(principal)
            .Select(own => (Draft: own, Item: DispatchItems.FromDraft(principal.ToAuthor(), own)))
            .Concat(shared.With(principal).Select(other => (Draft: other.Saved, Item: Shared(other))))
            .Where(d => string.IsNullOrWhiteSpace(words) || Mentions(d.Draft.Content, words))
            .OrderByDescending(d => d.Draft.Saved)
            .ToList();
        return new DispatchPage(
            [.. matching.Skip(earlier).Take(limit).Select(d => d.Item)],
            matching.Count > earlier + limit ? [earlier + limit] : null
        );
    }

    private static DispatchItem Shared(OpenedDraft draft) =>
        DispatchItems.FromDraft(draft.Key.Author, draft.Saved) with
        {
            SharedBy = draft.Key.Person,
            MayWrite = draft.Role is DraftRole.CoAuthor,
        };

    private static bool Mentions(DispatchInput content, string words) =>
        words
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(w =>
                content.Subject.Contains(w, StringComparison.OrdinalIgnoreCase)
                || content.Text.Contains(w, StringComparison.OrdinalIgnoreCase)
            );
}
