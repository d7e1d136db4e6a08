using System.Collections.Immutable;
using System.Text.Json;
using Legation.Labels;
using Legation.Records.Signing;

namespace Legation.Records;

/// <summary>
/// What a module says about one kind of record. A node that has no such kind stores the record, forwards it and shows
/// its header.
/// </summary>
public abstract class RecordKind
{
    /// <summary>The word before <c>--</c> in the ids.</summary>
    public abstract string Name { get; }

    /// <summary>True for the directory, routes, cards and policies, which go before all correspondence.</summary>
    public virtual bool TravelsOnSystemLane => false;

    /// <summary>
    /// Decides whether a record that a peer brings may enter. Null: it may. Runs before anything is stored, and again
    /// before a held record takes effect: what it refers to may be unknown at first.
    /// </summary>
    public virtual Refusal? Admit(SignedRecord record, IKindSession session) => null;

    /// <summary>
    /// What a record that a peer brought must wait for before it can take effect; null: nothing. Asked as it comes and
    /// again whenever what it waited for is here, so that it may name one thing after another. Without a rule of its
    /// own a kind waits for what its records refer to.
    /// </summary>
    public virtual RecordId? Awaits(SignedRecord record, IKindSession session)
    {
        var header = record.Header;
        foreach (var reference in header.References)
            if (reference.Id != header.Id && !session.IsHere(reference.Id))
                return reference.Id;
        return null;
    }

    /// <summary>For what others may wait, beside this record itself: it is here once this record is in effect.</summary>
    public virtual IEnumerable<RecordId> Brings(RecordHeader header) => [];

    /// <summary>
    /// Who is to have the records to which this one refers, beside those whom they name: an audience grows by it and
    /// never shrinks.
    /// </summary>
    public virtual IEnumerable<RecordId> Grants(SignedRecord record) => [];

    /// <summary>
    /// Whether a record goes to all to whom its first reference goes by a grant, also where that grant does not name it:
    /// each may have been made before the other was known.
    /// </summary>
    public virtual bool GoesAlong(SignedRecord record) => false;

    /// <summary>The records here that go along so with one of this kind.</summary>
    public virtual IEnumerable<RecordId> GoingAlong(RecordId id, IKindSession session) => [];

    /// <summary>
    /// What label the versions to which this record refers have from now on; null: it says nothing of labels. Whether it
    /// may say so of them is for <see cref="Admit"/>. Such a record goes to all to whom a record goes that it relabels.
    /// </summary>
    public virtual Relabelling? Relabels(SignedRecord record) => null;

    /// <summary>
    /// What of a record is searched for words, each a text of its own, from it alone. Without a rule of its own: the
    /// body's text.
    /// </summary>
    public virtual IEnumerable<string> SearchTexts(SignedRecord record) => TextOf(record);

    /// <summary>The running text of a record, by convention its body's member <c>text</c>, if it has one.</summary>
    internal static IEnumerable<string> TextOf(SignedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        using var body = JsonDocument.Parse(record.Body);
        return
            body.RootElement.ValueKind is JsonValueKind.Object
            && body.RootElement.TryGetProperty("text", out var text)
            && text.ValueKind is JsonValueKind.String
            ? [text.GetString()!]
            : [];
    }

    /// <summary>
    /// Writes the screens' rows of this record, from it alone. Earlier rows of the same record are to be replaced, also
    /// those of the same version: it is projected again when its audience has grown or its label is another. As records
    /// come, what this one refers to is there, in some version; a replay runs for newest versions only, in another
    /// order, and must end in the same rows.
    /// </summary>
    public virtual void Project(AppliedRecord record, IProjectionWriter writer) { }

    /// <summary>
    /// What this node does beside, once a version has taken effect: node state that follows from it. Never on a replay.
    /// </summary>
    public virtual void TakeEffect(AppliedRecord record, LedgerTransaction transaction) { }

    /// <summary>
    /// True if the record comes to rest at this node and goes to no further link until another record frees it. Asked when
    /// a version takes effect, and of what another record frees; what has gone on does not rest by a later rule.
    /// </summary>
    public virtual bool Rests(AppliedRecord record, IKindSession session) => false;

    /// <summary>
    /// Whether a version that rests here need not rest any more, although nothing has freed it: the rule by which it
    /// rested is another by now.
    /// </summary>
    public virtual bool MayGoOn(AppliedRecord record, IKindSession session) => !Rests(record, session);

    /// <summary>
    /// The kind of what is waited for by a rule that a record of this kind may change: once it takes effect, what is
    /// held for such a thing is judged again, and what rests here is looked at again. Null: it changes no rule.
    /// </summary>
    public virtual string? ChangesWaitsFor(RecordHeader header) => null;

    /// <summary>
    /// Records that this one withdraws: where they have not gone yet they are not sent any more, and then this one is not
    /// either. Asked of whatever takes effect or comes to rest here.
    /// </summary>
    public virtual IEnumerable<RecordId> Withdraws(RecordHeader header) => [];

    /// <summary>
    /// What is said of a record of this kind and goes nowhere without it: where it was withdrawn before it went, that
    /// stays too.
    /// </summary>
    public virtual IEnumerable<RecordId> WithdrawnBeside(RecordId id, IKindSession session) => [];

    /// <summary>Records that rested here and that this one lets go on.</summary>
    public virtual IEnumerable<RecordId> Frees(AppliedRecord record, IKindSession session) => [];
}

/// <summary>A record in effect on this node.</summary>
/// <param name="Record">The record.</param>
/// <param name="Seq">Its position in this node's journal.</param>
/// <param name="At">When this node journalled it.</param>
/// <param name="Label">
/// Interned label: the originator's, or what the version in effect was relabelled to. Of one that is not, or no more, in
/// effect <see cref="Relabelled"/> alone says so.
/// </param>
/// <param name="Audience">Interned audience: whom the record names, and to whom it was granted.</param>
public sealed record AppliedRecord(SignedRecord Record, long Seq, DateTimeOffset At, int Label, int Audience)
{
    /// <summary>The signed header. Its label and audience are the originator's, which need not be those that count.</summary>
    public RecordHeader Header => Record.Header;

    /// <summary>What the version was relabelled to, without the instant made; null if it was not.</summary>
    public Label? Relabelled { get; init; }

    /// <summary>The label that counts, with its dates.</summary>
    public Label EffectiveLabel => Relabelled is { } label ? LabelCodec.MadeAt(label, Header.Made) : Header.Label;

    /// <summary>Whether the label that counts is not the originator's.</summary>
    public bool IsRelabelled => Relabelled is not null;
}

/// <summary>What a record says of the label of versions to which it refers.</summary>
/// <param name="Label">Their label from now on. The instant made stays theirs.</param>
/// <param name="Number">Counts what is said of a version, from 1: the highest counts.</param>
public sealed record Relabelling(Label Label, int Number);

/// <summary>Writes projections; the same statements serve the tables in use and their shadows.</summary>
public interface IProjectionWriter
{
    /// <summary>Runs one statement on tables named <c>p_…</c>.</summary>
    int Execute(string sql, params ReadOnlySpan<object?> values);
}

/// <summary>What a kind may look at while it decides, within the writer's transaction.</summary>
public interface IKindSession
{
    /// <summary>This node.</summary>
    NodeIdentity Node { get; }

    /// <summary>The kind of a record, if a module of this node defines it.</summary>
    RecordKind? KindOf(RecordId id);

    /// <summary>
    /// The peer that brings the record now judged; null for a record of this node's own, and for one that was held.
    /// </summary>
    RecordId? Bearer { get; }

    /// <summary>Whether some version of the record is in effect here.</summary>
    bool IsHere(RecordId id);

    /// <summary>The newest version of a record in effect; null if there is none.</summary>
    SignedRecord? Current(RecordId id);

    /// <summary>Whether the version of a record in effect rests here.</summary>
    bool Rests(RecordId id);

    /// <summary>Who is to have a record in effect, by its own word and by what was granted; empty if it is not here.</summary>
    ImmutableArray<RecordId> AudienceOf(RecordId id);

    /// <summary>Runs a query on projections.</summary>
    List<T> Query<T>(string sql, Func<System.Data.Common.DbDataReader, T> map, params ReadOnlySpan<object?> values);
}
