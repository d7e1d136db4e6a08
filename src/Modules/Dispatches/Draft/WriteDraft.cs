using Legation.Dispatches.Attach;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Model;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Release;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Draft;

/// <summary>What the editor opens with.</summary>
/// <param name="Id">Id of the dispatch.</param>
/// <param name="Content">What was written so far.</param>
/// <param name="Number">Number of the saved draft; 0 before the first saving.</param>
/// <param name="Saved">When it was saved; null before the first saving.</param>
/// <param name="Dispatch">The dispatch as it stands: a draft, or the returned version with the reasons.</param>
/// <param name="Answered">The dispatch that it answers.</param>
internal sealed record DraftToEdit(
    RecordId Id,
    DispatchInput Content,
    int Number,
    DateTimeOffset? Saved,
    DispatchDetail Dispatch,
    DispatchItem? Answered
)
{
    /// <summary>The dispatch of which it is a corrected copy.</summary>
    public DispatchItem? Corrected { get; init; }

    /// <summary>The dispatch as it reads now.</summary>
    public DispatchDetail AsWritten =>
        Dispatch with
        {
            Text = Content.Text,
            Base = Content.Label,
            InReplyTo = Answered,
            Corrects = Corrected ?? Dispatch.Corrects,
            Item = Dispatch.Item with
            {
                Subject = Content.Subject,
                Precedence = Content.Precedence,
                Action = Content.Action,
                Info = Content.Info,
                Due = Content.Due,
                About = Content.About,
                NoUseAfter = Content.NoUseAfter,
                Label = Content.Label ?? DispatchItems.Unlabelled,
            },
            Attachments = [.. Content.Attachments.Select(AttachedHere.Own)],
        };

    /// <summary>The dispatch as it will read once it is released.</summary>
    public DispatchDetail AsReleased => AsWritten with { Track = [] };
}

/// <summary>Keeps what an author writes: a new draft, a later saving, the revision of a returned dispatch.</summary>
internal sealed class WriteDraft(
    DraftStore drafts,
    DispatchDetails details,
    DispatchReader reader,
    ReadGateway gateway,
    Revisions revisions,
    RecordMaker maker
)
{
    /// <summary>Saves a new draft and says its id.</summary>
    public async Task<Outcome<RecordId>> CreateAsync(Principal principal, DispatchInput input)
    {
        var id = maker.NewId(DispatchKind.KindName);
        return (await SaveAsync(principal, id, input, null, issued: true)).Refused(out var refusal, out _)
            ? refusal
            : id;
    }

    /// <summary>A draft, or a returned dispatch as the beginning of its next version, for the editor.</summary>
    public Outcome<DraftToEdit> Open(Principal principal, RecordId id)
    {
        var draft = drafts.Find(principal, id);
        if (!details.Open(principal, id).Succeeded(out var detail))
            return DispatchRefusals.NotFound;
        if (draft is null && !detail.Acts.Revise)
            return DispatchRefusals.NotReturned;
        var content = revisions.WithFormerSources(
            principal,
            id,
            draft?.Content ?? Revision(gateway.Record(principal, id)!, detail)
        );
        var answered =
            content.InReplyTo is { } original && details.Open(principal, original).Succeeded(out var earlier)
                ? earlier.Item
                : null;
        return new DraftToEdit(id, content, draft?.Number ?? 0, draft?.Saved, detail, answered)
        {
            Corrected =
                content.Corrects is { } corrected && details.Open(principal, corrected).Succeeded(out var wrong)
                    ? wrong.Item
                    : null,
        };
    }

    /// <summary>A dispatch as the beginning of its corrected copy; null: it is not the principal's to correct.</summary>
    public DispatchInput? Correction(Principal principal, RecordId id) =>
        details.Open(principal, id).Succeeded(out var detail)
        && detail.Acts.Cancel
        && gateway.Record(principal, id) is { } record
            ? revisions.WithFormerSources(principal, id, Revision(record, detail)) with
            {
                Corrects = id,
            }
            : null;

    /// <summary>
    /// The same with what nobody writes anew in a corrected copy: the files of what it corrects, and what that answers,
    /// whose matter would be open again by the copy.
    /// </summary>
    public DispatchInput WithRestOfCorrected(Principal principal, DispatchInput input)
    {
        if (input.Corrects is not { } corrected)
            return input;
        return Correction(principal, corrected) is { } former
            ? input with
            {
                Attachments = former.Attachments,
                InReplyTo = former.InReplyTo,
                Interim = former.Interim,
            }
            : input with
            {
                Attachments = [],
            };
    }

    /// <summary>Saves again. A returned dispatch becomes a draft of its next version.</summary>
    /// <param name="principal">The author.</param>
    /// <param name="id">Id of the draft.</param>
    /// <param name="input">What was written.</param>
    /// <param name="expected">Number of the saved draft that the author has read; null saves over whatever is there.</param>
    /// <param name="issued">True if this node made the id for this author, so that there may be nothing under it yet.</param>
    public async Task<Outcome<int>> SaveAsync(
        Principal principal,
        RecordId id,
        DispatchInput input,
        int? expected,
        bool issued = false
    )
    {
        if (DraftLimits.Problem(principal, input) is { } problem)
            return problem;
        var begins = issued && !reader.Knows(principal, id);
        if (!begins && drafts.Find(principal, id) is null)
        {
            if (Open(principal, id).Refused(out var refusal, out var opened))
                return refusal;
            input = input with { Attachments = opened.Content.Attachments };
        }
        else if (begins && drafts.Find(principal, id) is null)
            input = WithRestOfCorrected(principal, input);
        return await drafts.SaveAsync(principal, id, input, expected);
    }

    /// <summary>Throws a draft away; true if there was one.</summary>
    public async Task<bool> DiscardAsync(Principal principal, RecordId id) =>
        await drafts.DiscardAsync(principal, id) > 0;

    private static DispatchInput Revision(AppliedRecord record, DispatchDetail detail)
    {
        var body = RecordMaker.ReadBody<DispatchBody>(record.Record);
        return new DispatchInput(
            body.Subject,
            body.Text,
            record.Header.Precedence,
            body.Action,
            body.Info,
            body.Due,
            (detail.Base ?? record.EffectiveLabel) with
            {
                Made = null,
            }
        )
        {
            InReplyTo = body.InReplyTo,
            Interim = body.ReplyKind == DispatchBody.Interim,
            // What another node names need not be its to give.
            Attachments = detail.IsOfThisNode ? DispatchFiles.Of(record.Record.Header, body) : [],
            About = body.About,
            NoUseAfter = record.Header.Expires,
        };
    }
}
