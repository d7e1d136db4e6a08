using Legation.Labels;
using Legation.Records;

namespace Legation.Dispatches.Contracts;

/// <summary>The registers in which an officer finds dispatches.</summary>
public enum Box
{
    /// <summary>Addressed to me, my office or my organisation.</summary>
    Inbox,

    /// <summary>What this node's posts released.</summary>
    Sent,

    /// <summary>Waits for this office's clearance.</summary>
    ToClear,

    /// <summary>Asks for an answer by a time and has no final reply: ours to give or theirs.</summary>
    AwaitingReply,

    /// <summary>What my post is to deal with, as my office has said.</summary>
    Assigned,

    /// <summary>What I am writing.</summary>
    Drafts,

    /// <summary>What this node released under a label that is to be looked at again.</summary>
    ToReview,
}

/// <summary>How far a dispatch has come, as whoever looks may know it.</summary>
public enum DispatchStatus
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Released by its author, waits for an office's clearance.</summary>
    AwaitingClearance,

    /// <summary>Returned to its author for revision.</summary>
    Returned,

    /// <summary>On its way to its addressees or with them.</summary>
    Released,

    /// <summary>Acknowledged by an action addressee.</summary>
    Acknowledged,

    /// <summary>Answered finally.</summary>
    Replied,

    /// <summary>Cancelled by who released it.</summary>
    Cancelled,

    /// <summary>A corrected copy takes its place.</summary>
    Superseded,
}

/// <summary>A line of a register.</summary>
/// <param name="Id">Id of the dispatch.</param>
/// <param name="Number">Its number; null for a draft.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Precedence">Its precedence.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="From">The post in whose name it was written.</param>
/// <param name="Date">When it was released, or the draft saved.</param>
/// <param name="Due">When the answer is wanted.</param>
/// <param name="Label">Its label.</param>
/// <param name="Action">Action addressees.</param>
/// <param name="Info">Information addressees.</param>
/// <param name="OursToAnswer">
/// True if the viewer's side is to act and has not answered finally. A reply asks for nothing unless it says by when.
/// </param>
public sealed record DispatchItem(
    RecordId Id,
    string? Number,
    string Subject,
    Precedence Precedence,
    DispatchStatus Status,
    RecordId From,
    DateTimeOffset Date,
    DateTimeOffset? Due,
    Label Label,
    IReadOnlyList<RecordId> Action,
    IReadOnlyList<RecordId> Info,
    bool OursToAnswer
)
{
    /// <summary>The own post of the deputy who wrote it for <see cref="From"/>; null: no deputy did.</summary>
    public RecordId? Deputy { get; init; }

    /// <summary>The term of the directory for what it is about; null: none.</summary>
    public RecordId? About { get; init; }

    /// <summary>Offices that get a copy because a route says so.</summary>
    public IReadOnlyList<RecordId> Copy { get; init; } = [];

    /// <summary>The instant after which it is of no use; null: none.</summary>
    public DateTimeOffset? NoUseAfter { get; init; }

    /// <summary>The author of a draft that is shared with the viewer; null: it is his own, or no draft.</summary>
    public RecordId? SharedBy { get; init; }

    /// <summary>True if the viewer writes in a draft that is shared with him, and does not only comment on it.</summary>
    public bool MayWrite { get; init; }

    /// <summary>True if it reached this node after that.</summary>
    public bool CameTooLate { get; init; }

    /// <summary>
    /// True if the office of its route has yet to decide, whatever addressees have done about it: one of them may be at the
    /// office or at the sender's node.
    /// </summary>
    public bool OfficeIsToDecide { get; init; }

    /// <summary>True if it went on under standing authority and the office’s clearance by a person is still to follow.</summary>
    public bool ClearanceToFollow { get; init; }

    /// <summary>The post of the viewer's office that deals with it; null: none in particular, or it is not for him to know.</summary>
    public RecordId? AssignedTo { get; init; }

    /// <summary>Until when this node's office is to clear it; null: it need not, or has no limit.</summary>
    public DateTimeOffset? ClearBy { get; init; }

    /// <summary>The deputy at the office to whom it passed, because nobody had cleared it in time; null: to none.</summary>
    public PassedOn? PassedOn { get; init; }

    /// <summary>
    /// After how many minutes it went on without the office’s clearance, under the rule of its route; null: it did not, or
    /// somebody cleared it since.
    /// </summary>
    public int? NotClearedWithin { get; init; }

    /// <summary>By whom, when and why it was cancelled or corrected; null: it counts.</summary>
    public Cancelled? Cancelled { get; init; }

    /// <summary>True if nothing is to be done about it any more: it was answered finally, or does not count.</summary>
    public bool IsSettled => Status is DispatchStatus.Replied or DispatchStatus.Cancelled or DispatchStatus.Superseded;
}

/// <summary>That a dispatch passed to a deputy at the office.</summary>
/// <param name="To">The deputy’s post.</param>
/// <param name="At">When.</param>
public sealed record PassedOn(RecordId To, DateTimeOffset At);

/// <summary>A page of a register.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="Next">Where the next page begins, by the register’s order; null: this was the last.</param>
public sealed record DispatchPage(IReadOnlyList<DispatchItem> Items, IReadOnlyList<long>? Next)
{
    /// <summary>Of a search: how many dispatches that the reader may see were not searched yet.</summary>
    public int Unsearched { get; init; }
}

/// <summary>Something that happened to a dispatch.</summary>
/// <param name="Step">Stable name: <c>written</c>, <c>queued</c>, <c>delivered</c>, <c>received</c>, <c>cleared</c> …</param>
/// <param name="Node">Name of the node where it happened.</param>
/// <param name="At">When; null for what is still to come.</param>
/// <param name="By">Who did it, in words; empty for what a machine did.</param>
/// <param name="Text">Reasons, remarks, or what it waits for.</param>
public sealed record TrackEntry(string Step, string Node, DateTimeOffset? At, string By, string Text)
{
    /// <summary>The record that says so; null for what no record says.</summary>
    public RecordId? Record { get; init; }

    /// <summary>True if it was done by rule, under the standing authority of whom <paramref name="By"/> names.</summary>
    public bool IsByRule { get; init; }
}

/// <summary>What the viewer may do with a dispatch now.</summary>
/// <param name="Clear">Clear it for the office, also after it went on without a person’s clearance.</param>
/// <param name="Acknowledge">Acknowledge it for the own post.</param>
/// <param name="Reply">Answer it.</param>
/// <param name="Settle">Answer it finally: the viewer's side is to act.</param>
/// <param name="Revise">Change it after it was returned, or go on with the draft.</param>
/// <param name="Forward">Forward it to others.</param>
public sealed record DispatchActs(bool Clear, bool Acknowledge, bool Reply, bool Settle, bool Revise, bool Forward)
{
    /// <summary>Give it another label: this node released it.</summary>
    public bool Relabel { get; init; }

    /// <summary>Say which post of the own office deals with it.</summary>
    public bool Assign { get; init; }

    /// <summary>Return it for the office: it has not gone on.</summary>
    public bool Return { get; init; }

    /// <summary>Cancel it, or send a corrected copy: the viewer's post released it here.</summary>
    public bool Cancel { get; init; }

    /// <summary>Nothing.</summary>
    public static DispatchActs None { get; } = new(false, false, false, false, false, false);
}

/// <summary>Something of the viewer's own that is before a releaser, or came back from one.</summary>
/// <param name="Id">Id of the proposal.</param>
/// <param name="Asks">What is asked, as a sentence.</param>
/// <param name="Returned">Whether a releaser sent it back.</param>
public sealed record OwnProposal(RecordId Id, string Asks, bool Returned);

/// <summary>A dispatch with all that the viewer may know of it.</summary>
/// <param name="Item">The line of the register.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="InReplyTo">The dispatch that it answers, if the viewer may have that one.</param>
/// <param name="Track">What happened, oldest first.</param>
/// <param name="Audience">Organisations, offices and posts that it is meant for, and to whom it was forwarded.</param>
/// <param name="Acts">What the viewer may do now.</param>
/// <param name="Version">Version and draft number, for If-Match.</param>
public sealed record DispatchDetail(
    DispatchItem Item,
    string Text,
    RecordId Author,
    DispatchItem? InReplyTo,
    IReadOnlyList<TrackEntry> Track,
    IReadOnlyList<RecordId> Audience,
    DispatchActs Acts,
    string Version
)
{
    /// <summary>
    /// The label of the paragraphs that carry no marking of their own. Null: markings do not count in this text.
    /// </summary>
    public Label? Base { get; init; }

    /// <summary>The same as it was signed, though the dispatch was relabelled since. Null: none of its paragraphs is marked.</summary>
    public Label? SignedBase { get; init; }

    /// <summary>The label that its originator signed; null for a draft.</summary>
    public Label? SignedLabel { get; init; }

    /// <summary>Versions of it for others that the viewer may have, oldest first.</summary>
    public IReadOnlyList<DispatchItem> Versions { get; init; } = [];

    /// <summary>The dispatch of which it is a releasable version, if the viewer may know that it is.</summary>
    public DispatchItem? VersionOf { get; init; }

    /// <summary>The corrected copy that takes its place, if the viewer may have that one.</summary>
    public DispatchItem? CorrectedBy { get; init; }

    /// <summary>The dispatch of which it is a corrected copy, if the viewer may have that one.</summary>
    public DispatchItem? Corrects { get; init; }

    /// <summary>What that one says, to compare; null for a draft, and where there is none.</summary>
    public string? CorrectedText { get; init; }

    /// <summary>Those of its answers that the viewer may have, oldest first.</summary>
    public IReadOnlyList<DispatchItem> Answers { get; init; } = [];

    /// <summary>Those of the dispatches from which it is made that the viewer may have.</summary>
    public IReadOnlyList<DispatchItem> Sources { get; init; } = [];

    /// <summary>What the viewer himself has proposed about it, oldest first.</summary>
    public IReadOnlyList<OwnProposal> Proposed { get; init; } = [];

    /// <summary>Labels of other dispatches of which words on its track, or in its author's forms, may speak.</summary>
    public IReadOnlyList<Label> Beside { get; init; } = [];

    /// <summary>Whether this node released it, which alone relabels it.</summary>
    public bool IsOfThisNode { get; init; }

    /// <summary>The label that counts, with its dates and alternatives; null for a draft.</summary>
    public Label? EffectiveLabel { get; init; }

    /// <summary>Its files, and how much of each is here.</summary>
    public IReadOnlyList<AttachedHere> Attachments { get; init; } = [];

    /// <summary>The clearances and lapses of this version that the viewer may have.</summary>
    public IReadOnlyList<RecordId> Clearances { get; init; } = [];
}
