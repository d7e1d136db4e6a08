using System.Collections.Immutable;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.TimeLimits;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Reading;

/// <summary>Makes register lines of rows: status from the steps that the viewer may see.</summary>
internal sealed class DispatchItems(
    Interned interned,
    IDirectory directory,
    NodeIdentity node,
    DueTimes terms,
    RestingPositions resting
)
{
    public List<DispatchItem> From(Principal principal, List<DispatchRow> rows, List<StepRow> steps)
    {
        var view = directory.For(principal);
        var byDispatch = steps.ToLookup(s => s.Dispatch);
        var here = Here(rows.ConvertAll(row => row.Seq));
        return rows.ConvertAll(row => From(principal, view, row, byDispatch[row.Record], here));
    }

    public DispatchItem From(Principal principal, DirectoryView view, DispatchRow row, IEnumerable<StepRow> steps) =>
        From(principal, view, row, steps, Here([row.Seq]));

    private HeldHere Here(List<long> versions) => new(resting.Among(versions), terms.Of(versions));

    private DispatchItem From(
        Principal principal,
        DirectoryView view,
        DispatchRow row,
        IEnumerable<StepRow> steps,
        HeldHere here
    )
    {
        var action = DispatchIds.Read(row.Action);
        List<StepRow> done = [.. steps];
        var isToDecide = IsToDecide(row, view, done, here);
        var cancelled = CancelledOf(done);
        var status = StatusOf(row, view, done, isToDecide, cancelled);
        return new DispatchItem(
            new RecordId(DispatchKind.KindName, row.Record),
            row.Number,
            row.Subject,
            (Precedence)row.Precedence,
            status,
            RecordId.Parse(row.AuthorPost),
            row.Made,
            row.Due,
            interned.LabelAt(row.Label),
            action,
            DispatchIds.Read(row.Info),
            cancelled is null
                && status is not DispatchStatus.Replied
                && (row.Due is not null || row.InReplyTo is null)
                && action.Any(a => principal.Parties.Contains(a))
        )
        {
            Deputy = row.DeputyPost is { } deputy ? RecordId.Parse(deputy) : null,
            About = AboutOf(row),
            Copy = DispatchIds.Read(row.Copy),
            NoUseAfter = row.Expires,
            OfficeIsToDecide = isToDecide,
            Cancelled = cancelled,
            ClearanceToFollow = cancelled is null && IsToFollow(row, view, done),
            ClearBy = isToDecide && here.Due.TryGetValue(row.Seq, out var by) ? by : null,
            PassedOn = isToDecide ? OfficeTime.PassedOn(OfficesOwn(row, view, done)) : null,
            NotClearedWithin = cancelled is null ? OfficeTime.NotClearedWithin(OfficesOwn(row, view, done)) : null,
            AssignedTo = AssignedTo(done),
            CameTooLate = !IsOurs(row) && row.Journalled > row.Expires,
        };
    }

    /// <summary>Stands for the label of a draft that has none yet.</summary>
    public static Label Unlabelled { get; } = new() { Policy = "", Classification = "" };

    public static DispatchItem FromDraft(Author author, SavedDraft draft) =>
        new(
            draft.Id,
            null,
            draft.Content.Subject,
            draft.Content.Precedence,
            DispatchStatus.Draft,
            author.InNameOf,
            draft.Saved,
            draft.Content.Due,
            draft.Content.Label ?? Unlabelled,
            draft.Content.Action,
            draft.Content.Info,
            false
        )
        {
            Deputy = AuthorRule.DeputyPost(author),
            About = draft.Content.About,
            NoUseAfter = draft.Content.NoUseAfter,
        };

    private static DispatchStatus StatusOf(
        DispatchRow row,
        DirectoryView view,
        IReadOnlyList<StepRow> steps,
        bool isToDecide,
        Cancelled? cancelled
    )
    {
        if (cancelled is not null)
            return cancelled.IsCorrected ? DispatchStatus.Superseded : DispatchStatus.Cancelled;
        if (steps.Any(s => s.Step == Step.Replied))
            return DispatchStatus.Replied;
        if (steps.Any(s => s.Step == Step.Acknowledged && IsToAct(row, view, s.ByPost)))
            return DispatchStatus.Acknowledged;
        if (ClearingNode(row, view) is not { } office)
            return DispatchStatus.Released;
        var decided = steps.LastOrDefault(s => IsDecision(s, row, office));
        return decided?.Step switch
        {
            Step.Cleared or Step.ClearedAhead or Step.Lapsed => DispatchStatus.Released,
            Step.Returned => DispatchStatus.Returned,
            _ => isToDecide ? DispatchStatus.AwaitingClearance : DispatchStatus.Released,
        };
    }

    /// <summary>The corrected copy that the cancellation among these steps names.</summary>
    public static RecordId? CopyNamed(IEnumerable<StepRow> steps) =>
        Cancelling(steps) is { } last && DispatchIds.Read(last.Parties) is [var copy] ? copy : null;

    private static Cancelled? CancelledOf(IReadOnlyList<StepRow> steps) =>
        Cancelling(steps) is { } last
            ? new Cancelled(
                RecordId.Parse(last.ByPost),
                RecordId.Parse(last.ByPerson),
                last.Made,
                last.Text,
                CopyNamed(steps) is not null
            )
            : null;

    // A node that was restored may have said it twice: all show the same of them.
    private static StepRow? Cancelling(IEnumerable<StepRow> steps) =>
        steps.Where(s => s.Step == Step.Cancelled).MaxBy(s => (s.Made, s.Record));

    private static RecordId? AssignedTo(IEnumerable<StepRow> steps) =>
        steps.Where(s => s.Step is Step.Assigned or Step.TakenBack).MaxBy(s => s.Seq) is { Step: Step.Assigned } last
            ? DispatchIds.Read(last.Parties)[0]
            : null;

    // What has come further than the office, it let go, or had no say in by the route of that day.
    private bool IsToDecide(DispatchRow row, DirectoryView view, List<StepRow> steps, HeldHere here) =>
        ClearingNode(row, view) is { } office
        && !steps.Exists(s => s.Step == Step.Cancelled || IsDecision(s, row, office))
        && (office == node.Id ? here.Resting.Contains(row.Seq) : IsOurs(row) && WentThrough(row, view));

    private bool IsOurs(DispatchRow row) => row.Home == node.Id.ToString();

    // Who released it named the office among those who have it, unless the route of that day led past it or to it as a copy.
    private bool WentThrough(DispatchRow row, DirectoryView view) =>
        ThroughOf(row, view) is { } via
        && interned.AudienceAt(row.Audience).Contains(via)
        && !DispatchIds.Read(row.Copy).Contains(via);

    private static bool IsToFollow(DispatchRow row, DirectoryView view, List<StepRow> steps) =>
        steps.Exists(s => s.Step == Step.ClearedAhead)
        && ClearingNode(row, view) is { } office
        && steps.FindAll(s => IsDecision(s, row, office)) is { Count: > 0 } decisions
        && decisions.TrueForAll(s => s.Step == Step.ClearedAhead);

    // The node of the office through which its route leads; null: none does.
    private static RecordId? ClearingNode(DispatchRow row, DirectoryView view) =>
        ThroughOf(row, view) is { } via && view.Party(via)?.Home is { } office && office.ToString() != row.Home
            ? office
            : null;

    private static RecordId? ThroughOf(DispatchRow row, DirectoryView view) =>
        view.RouteOf(RecordId.Parse(row.AuthorPost), AboutOf(row))?.Terms.Through;

    private static RecordId? AboutOf(DispatchRow row) => row.About is { } about ? RecordId.Parse(about) : null;

    private static bool IsDecision(StepRow step, DispatchRow row, RecordId office) =>
        step.Step is Step.Cleared or Step.ClearedAhead or Step.Lapsed or Step.Returned && IsOffices(step, row, office);

    private static bool IsOffices(StepRow step, DispatchRow row, RecordId office) =>
        step.DispatchHash == row.Hash && step.Node == office.ToString();

    // What the office through which its route leads did about this version.
    private static List<StepRow> OfficesOwn(DispatchRow row, DirectoryView view, List<StepRow> steps) =>
        steps.Exists(s => s.Step is Step.Lapsed or Step.PassedOn) && ClearingNode(row, view) is { } office
            ? steps.FindAll(s => IsOffices(s, row, office))
            : [];

    // An information addressee's acknowledgement stands on the track and settles nothing.
    private static bool IsToAct(DispatchRow row, DirectoryView view, string post)
    {
        var party = view.Party(RecordId.Parse(post));
        IEnumerable<RecordId?> parties = [party?.Id, party?.Office, party?.Organisation];
        return DispatchIds.Read(row.Action).Any(a => parties.Contains(a));
    }

    // Of the versions asked for: which rest at this node, and until when its office is to clear them.
    private sealed record HeldHere(IReadOnlySet<long> Resting, IReadOnlyDictionary<long, DateTimeOffset> Due);
}
