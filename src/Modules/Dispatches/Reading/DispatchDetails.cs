using System.Globalization;
using Legation.Dispatches.Attach;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Proposals;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Reading;

/// <summary>One dispatch with its track, as a principal may see it.</summary>
internal sealed class DispatchDetails(
    ReadGateway gateway,
    IDirectory directory,
    DraftStore drafts,
    DispatchItems items,
    CorrectedCopies copies,
    DispatchTrack track,
    Approvals approvals,
    ProposalStore proposals,
    PortionLabels portions,
    Interned interned,
    DispatchContents contents,
    NodeIdentity node
)
{
    public Outcome<DispatchDetail> Open(Principal principal, RecordId id)
    {
        if (id.Kind is not DispatchKind.KindName)
            return DispatchRefusals.NotFound;
        var draft = drafts.Find(principal, id);
        if (gateway.Record(principal, id) is not { } record)
            return draft is null ? DispatchRefusals.NotFound : OfDraft(principal, draft);
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        var row = db.Dispatches.SingleOrDefault(d => d.Record == id.Uuid);
        return row is null ? DispatchRefusals.NotFound : Of(principal, db, record, row, draft);
    }

    private DispatchDetail Of(
        Principal principal,
        DispatchesContext db,
        AppliedRecord record,
        DispatchRow row,
        SavedDraft? draft
    )
    {
        var view = directory.For(principal);
        var steps = db.StepsOf([row.Record]);
        var relabellings = db.Relabellings.Where(r => r.Dispatch == row.Record).OrderBy(r => r.Seq).ToList();
        var item = items.From(principal, view, row, steps);
        var versions = Found(principal, db, VersionsOf(steps));
        var correction = copies.CopyOf(principal, db, row, steps);
        var original = copies.CorrectedBy(principal, db, row);
        var approved = approvals.Of(principal, record.Header.Id);
        var own = proposals
            .About(record.Header.Id)
            .Where(p => p.Author.Person == principal.Person)
            .Where(p => gateway.Among(principal, p.Asked.About).Count == p.Asked.About.Count)
            .ToList();
        var isOfThisNode = record.Header.Home == node.Id;
        var body = RecordMaker.ReadBody<DispatchBody>(record.Record);
        return new DispatchDetail(
            item,
            body.Text,
            record.Header.Author.Person,
            body.InReplyTo is { } answered ? Answered(principal, view, db, answered) : null,
            track.Of(principal, view, record, item, steps, relabellings, versions, approved, correction),
            interned.Audience(record.Audience),
            Acts(principal, view, item, steps, row.Hash) with
            {
                Relabel = isOfThisNode && principal.Duties.HasFlag(Duties.Write),
                Cancel =
                    isOfThisNode
                    && item.Cancelled is null
                    && item.From == principal.Post
                    && principal.Duties.HasFlag(Duties.Write),
            },
            Version(record.Header.Version, draft)
        )
        {
            // Relabelled since, its markings say no longer who may have what.
            Base = portions.Counts(record.Header.Label, record.EffectiveLabel) ? body.Base : null,
            SignedBase = body.Base,
            SignedLabel = record.Header.Label,
            Versions = versions,
            CorrectedBy = correction,
            Corrects = original,
            CorrectedText =
                original is not null && gateway.Record(principal, original.Id) is { } wrong
                    ? RecordMaker.ReadBody<DispatchBody>(wrong.Record).Text
                    : null,
            Proposed = [.. own.Select(p => new OwnProposal(p.Id, p.Asked.Asks, p.Returned is not null))],
            Beside = Beside(principal, own, approved),
            VersionOf = Found(principal, db, OriginalsOf(db, record.Header.Id)).FirstOrDefault(),
            IsOfThisNode = isOfThisNode,
            EffectiveLabel = record.EffectiveLabel,
            Answers = Answers(principal, db, record.Header.Id),
            Sources = Sources(principal, db, record.Header, body.InReplyTo),
            Attachments = contents.Of(record, body),
            Clearances =
            [
                .. steps
                    .Where(s => s.Step is Step.Cleared or Step.ClearedAhead or Step.Lapsed)
                    .Where(s => s.DispatchHash == row.Hash)
                    .Select(s => new RecordId(StepKinds.Of(s.Step), s.Record)),
            ],
        };
    }

    private List<Label> Beside(Principal principal, IEnumerable<Proposal> own, IEnumerable<Approval> approved) =>
        [
            .. own.SelectMany(proposal => proposal.Asked.About)
                .Concat(approved.SelectMany(approval => approval.About))
                .Distinct()
                .Select(other => gateway.Label(principal, other))
                .OfType<Label>(),
        ];

    private List<DispatchItem> Answers(Principal principal, DispatchesContext db, RecordId id)
    {
        var original = id.ToString();
        var rows = db.Dispatches.Where(d => d.InReplyTo == original).OrderBy(d => d.Seq).ToList();
        return items.From(principal, rows, db.StepsOf(rows.ConvertAll(r => r.Record)));
    }

    private List<DispatchItem> Sources(
        Principal principal,
        DispatchesContext db,
        RecordHeader header,
        RecordId? answered
    )
    {
        var ids = header
            .References.Where(r => r.Id.Kind == DispatchKind.KindName && r.Id != answered)
            .Select(r => r.Id.Uuid)
            .ToList();
        return Found(principal, db, ids);
    }

    private List<DispatchItem> Found(Principal principal, DispatchesContext db, List<Guid> ids)
    {
        if (ids.Count == 0)
            return [];
        var rows = db.Dispatches.Where(d => ids.Contains(d.Record)).OrderBy(d => d.Seq).ToList();
        return items.From(principal, rows, db.StepsOf(ids));
    }

    private static List<Guid> VersionsOf(IEnumerable<StepRow> steps) =>
        [
            .. steps
                .Where(step => step.Step == Step.MadeReleasable)
                .SelectMany(step => DispatchIds.Read(step.Parties))
                .Where(id => id.Kind == DispatchKind.KindName)
                .Select(id => id.Uuid),
        ];

    // Said by the note alone, which is under the label and audience of the original.
    private static List<Guid> OriginalsOf(DispatchesContext db, RecordId version)
    {
        var named = version.ToString();
        return db
            .Steps.Where(step => step.Step == Step.MadeReleasable && step.Parties.Contains(named))
            .Select(step => step.Dispatch)
            .ToList();
    }

    private DispatchItem? Answered(Principal principal, DirectoryView view, DispatchesContext db, RecordId id)
    {
        var row = db.Dispatches.SingleOrDefault(d => d.Record == id.Uuid);
        return row is null ? null : items.From(principal, view, row, db.StepsOf([id.Uuid]));
    }

    private DispatchDetail OfDraft(Principal principal, SavedDraft draft)
    {
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        var sources = draft.Content.Sources.Select(source => source.Uuid).ToList();
        return new DispatchDetail(
            DispatchItems.FromDraft(principal.ToAuthor(), draft),
            draft.Content.Text,
            principal.Person,
            draft.Content.InReplyTo is { } answered
                ? Answered(principal, directory.For(principal), db, answered)
                : null,
            [],
            [],
            DispatchActs.None with
            {
                Revise = true,
            },
            Version(0, draft)
        )
        {
            Sources = Found(principal, db, sources),
            Attachments = contents.Of(draft),
        };
    }

    private static DispatchActs Acts(
        Principal principal,
        DirectoryView view,
        DispatchItem item,
        List<StepRow> steps,
        Digest version
    )
    {
        // Copies stay readable, and nothing else is to be done with them.
        if (item.Cancelled is not null)
            return DispatchActs.None;
        var writes = principal.Duties.HasFlag(Duties.Write);
        var addressed = item.Action.Concat(item.Info).Any(p => principal.Parties.Contains(p));
        var acknowledged = steps.Any(s => s.Step == Step.Acknowledged && s.ByPost == principal.Post.ToString());
        var isVia = view.RouteOf(item.From, item.About)?.Terms.Through is { } via && principal.Parties.Contains(via);
        var clears = principal.Duties.HasFlag(Duties.Clear) && isVia;
        var waits = item.OfficeIsToDecide;
        var returned = steps.Exists(s => s.Step == Step.Returned && s.DispatchHash == version);
        return new DispatchActs(
            clears && (waits || item.ClearanceToFollow || item.NotClearedWithin is not null),
            writes && addressed && !acknowledged,
            writes && addressed,
            writes && item.Action.Any(p => principal.Parties.Contains(p)),
            writes && item.From == principal.Post && item.Status == DispatchStatus.Returned,
            writes && !waits && !returned
        )
        {
            Return = clears && waits,
            Assign = writes && addressed && view.Party(principal.Post)?.Office is not null,
        };
    }

    private static string Version(int version, SavedDraft? draft) =>
        string.Create(CultureInfo.InvariantCulture, $"{version}.{draft?.Number ?? 0}");
}
