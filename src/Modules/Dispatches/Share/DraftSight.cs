using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Release;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Storage;

namespace Legation.Dispatches.Share;

/// <summary>What one must be able to have, to see a draft or what was said of it.</summary>
/// <param name="Labels">Its label and those of its paragraphs; none: nobody but its author sees it.</param>
/// <param name="About">What it answers, is made from, or is to be the next version of.</param>
/// <param name="Problem">Why its labels cannot be told yet; null: they can.</param>
internal sealed record NeededForDraft(IReadOnlyList<Label> Labels, IReadOnlyList<RecordId> About, Refusal? Problem);

/// <summary>
/// Who may see somebody else's draft: whom its labels permit, and who has all that it is made from. A draft whose labels
/// cannot be told is its author's alone.
/// </summary>
internal sealed class DraftSight(
    ReleaseCheck check,
    PortionLabels portions,
    Revisions revisions,
    AcceptedPolicies policies,
    ReadGateway gateway,
    IRecordStore store,
    TimeProvider clock
)
{
    public NeededForDraft Needed(RecordId id, DispatchInput content)
    {
        IReadOnlyList<RecordId> about = [.. SourceReader.IdsOf(content), .. IsReleased(id) ? new[] { id } : []];
        if (check.CompleteLabel(content.Label).Refused(out var refusal, out var label))
            return new NeededForDraft([], about, refusal);
        return portions.Problems(label, new PortionedText(content.Text)).FirstOrDefault() is { } problem
            ? new NeededForDraft([], about, problem)
            : new NeededForDraft([.. portions.LabelsOf(label, content.Text)], about, null);
    }

    public bool MaySee(Principal principal, RecordId id, NeededForDraft needed) =>
        WhyNot(principal, id, needed) is null;

    /// <summary>Why somebody may not see a draft, for its author; null: he may.</summary>
    public string? WhyNot(Principal principal, RecordId id, NeededForDraft needed)
    {
        if (needed.Labels.Count == 0)
            return needed.Problem?.Sentence ?? "The draft has no label yet.";
        var now = clock.GetUtcNow();
        foreach (var label in needed.Labels)
            if (policies.Current.Decide(label, principal.Clearance, now) is { Permitted: false } denied)
                return $"May not read it: {denied.Explain()}.";
        return
            gateway.Among(principal, needed.About).Count < needed.About.Count
            || revisions.Problem(principal, id) is not null
            ? "Was not sent all that it answers or is made from."
            : null;
    }

    // The draft of its next version, whoever may see the one that was released.
    private bool IsReleased(RecordId id)
    {
        using var session = store.OpenReader();
        return session.Query("SELECT 1 FROM p_dispatch WHERE record = $1", row => row.GetInt32(0), id.ToBytes()).Count
            > 0;
    }
}
