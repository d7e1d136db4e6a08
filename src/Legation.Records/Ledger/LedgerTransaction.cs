using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Legation.Records.Alarms;
using Legation.Records.Audit;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>
/// What a piece of work may do inside the writer's transaction. All that it does takes effect together, or nothing.
/// Work refuses by returning before it has written anything.
/// </summary>
public sealed class LedgerTransaction : IKindSession, IProjectionWriter
{
    private readonly LedgerParts parts;
    private readonly IWriteSession session;
    private readonly RecordVersions versions;
    private readonly HeldRecords held;
    private readonly JournalEnd journal;
    private readonly Door door;
    private readonly Placing placing;

    internal LedgerTransaction(LedgerParts parts, IWriteSession session, LedgerHead head, long held, DateTimeOffset now)
    {
        this.parts = parts;
        this.session = session;
        Now = now;
        versions = new RecordVersions(session);
        this.held = new HeldRecords(session, held);
        journal = new JournalEnd(parts.Interned, session, head, now);
        door = new Door(parts, versions, this.held, this);
        var effects = new Effects(parts, session, versions, new EffectiveAccess(parts, session), this);
        placing = new Placing(parts, session, versions, this.held, door, effects, this);
    }

    /// <summary>The instant at which this transaction journals.</summary>
    public DateTimeOffset Now { get; }

    /// <inheritdoc/>
    public NodeIdentity Node => parts.Node;

    /// <summary>The journal's end as this transaction has it so far.</summary>
    public LedgerHead Head => journal.Head;

    internal long HeldRecords => held.Count;

    /// <summary>Whether an administrative act was noted: somebody may have other rights by it.</summary>
    internal bool HasActs { get; private set; }

    /// <inheritdoc/>
    public RecordId? Bearer { get; private set; }

    /// <summary>Appends a record version of this node's own and lets it take effect.</summary>
    public AppendResult Append(SignedRecord record) => Append(record, Arrival.OwnRecord, null);

    /// <summary>
    /// Appends a record that a peer brings. If a module of this node fails at it, nothing of it is kept and it is
    /// refused as <see cref="LedgerRefusals.CannotApply"/>; the transaction goes on.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="arrival">How far its signature has been checked.</param>
    /// <param name="bearer">The peer that brings it.</param>
    public AppendResult Take(SignedRecord record, Arrival arrival, RecordId bearer)
    {
        var result = default(AppendResult);
        return Tried(() => result = Append(record, arrival, bearer))
            ? result
            : new AppendResult(AppendOutcome.Refused, 0, LedgerRefusals.CannotApply);
    }

    /// <summary>Appends an entry that is not a record: a receipt, a decision, an act.</summary>
    public long Note(EntryType type, byte[] content)
    {
        HasActs |= type == EntryType.AdministrativeAct;
        return journal.Append(type, content);
    }

    /// <summary>Appends an act as JSON.</summary>
    public long Note<T>(EntryType type, T act) =>
        Note(type, JsonSerializer.SerializeToUtf8Bytes(act, AuditJson.Options));

    /// <summary>
    /// Lets records of a node whose card has been accepted, or whose keys have changed, take effect. What that node did
    /// not sign, or signed with a key that was revoked, or what would not have been admitted, is struck out: it stays in
    /// the journal, with a security event, and has no effect. What is signed with a key that is not known waits on.
    /// </summary>
    public void HomeAccepted(RecordId node)
    {
        foreach (var record in held.Take(node.ToString(), unverified: true))
            switch (SignatureOf(record.Record))
            {
                case SignatureStanding.Good:
                    placing.Release(record, placing.PlaceVerified);
                    break;
                case SignatureStanding.KeyUnknown:
                    held.Hold(node.ToString(), unverified: true, record);
                    break;
                case SignatureStanding.KeyRevoked:
                    Strike(record.Record, LedgerRefusals.RevokedKey.Code);
                    break;
                default:
                    Strike(record.Record, "signature-of-held-record");
                    break;
            }
        foreach (var participant in parts.Participants)
            participant.HomeAccepted(node, session);
    }

    /// <summary>What the keys that count now say of a record's signature.</summary>
    public SignatureStanding SignatureOf(SignedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return parts.Keys.Judge(record);
    }

    /// <summary>Whether this very version was taken here before: then it stands, whatever became of its key since.</summary>
    public bool Knows(SignedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return versions.Current(record.Header.Id) is { } current && current.Hash == record.Hash
            || versions.Other(record.Header) is { } other && other.Hash == record.Hash;
    }

    /// <inheritdoc/>
    public RecordKind? KindOf(RecordId id) => parts.KindOf(id);

    /// <inheritdoc/>
    public bool IsHere(RecordId id) => versions.Current(id) is not null;

    /// <inheritdoc/>
    public SignedRecord? Current(RecordId id) => CurrentApplied(id)?.Record;

    /// <inheritdoc/>
    public bool Rests(RecordId id) => new RestingRecords(session).Has(id);

    /// <inheritdoc/>
    public ImmutableArray<RecordId> AudienceOf(RecordId id) =>
        CurrentApplied(id) is { } current ? parts.Interned.AudienceAt(current.Audience) : [];

    /// <summary>The newest version of a record in effect, with its place in the journal.</summary>
    public AppliedRecord? CurrentApplied(RecordId id) =>
        session.Query(JournalSql.CurrentRecord, JournalSql.MapRecord, id.ToBytes(), id.Kind).SingleOrDefault();

    /// <summary>Whether some version of a record that is or was here has another label than its own.</summary>
    public bool IsOrWasRelabelled(RecordId id) => new EffectiveAccess(parts, session).RelabelledBy(id).Count > 0;

    /// <summary>The number of what is said next of a version's label.</summary>
    public int NextRelabelling(SignedRecord version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var id = version.Header.Id;
        var hash = version.Hash.ToBytes();
        return session.Query(JournalSql.LastRelabelling, r => r.GetInt32(0), id.ToBytes(), id.Kind, hash).Single() + 1;
    }

    /// <inheritdoc/>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values) =>
        session.Query(sql, map, values);

    /// <inheritdoc/>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => session.Execute(sql, values);

    /// <summary>Why a record of this node's own would be refused now; null if it would not.</summary>
    internal Refusal? OwnVersionProblem(SignedRecord record) =>
        door.OwnVersionProblem(record.Header, versions.Current(record.Header.Id));

    /// <summary>Places what was set aside of a kind that is known now; returns how many versions.</summary>
    internal int PlaceLearned(string kind) => placing.Released(LearnedKinds.Missing(kind));

    internal void CreateShadow(string script) => session.CreateShadow(script);

    /// <summary>Projects records into the shadow tables; returns the positions of those at which their kind failed.</summary>
    internal List<long> Replay(long after, long upTo, string script, IReadOnlyList<string> kinds) =>
        new Replay(parts, session, held, this).Run(after, upTo, script, kinds);

    internal void SaveHead() => journal.Save();

    /// <summary>
    /// Runs a step at which a module may fail: that must not take the transaction with it. A store that fails does.
    /// </summary>
    /// <returns>False if the step failed: then nothing of it is left.</returns>
    internal bool Tried(Action step)
    {
        var (count, ordinal, end) = (held.Count, placing.Late, journal.Head);
        var (interned, placed) = (parts.Interned.Pending, parts.Access.PendingChanges);
        session.Execute("SAVEPOINT tried");
        var done = true;
        try
        {
            step();
        }
        catch (Exception e) when (e is not (DbException or IOException))
        {
            session.Execute("ROLLBACK TO SAVEPOINT tried");
            (held.Count, placing.Late, journal.Head, parts.Interned.Pending) = (count, ordinal, end, interned);
            parts.Access.SetBack(placed);
            done = false;
        }
        session.Execute("RELEASE SAVEPOINT tried");
        return done;
    }

    /// <summary>Notes a security event about a record, and raises the alarm about who brought it: its home, if nobody else.</summary>
    internal void Strike(SignedRecord record, string what, RecordId? bearer = null)
    {
        Note(
            EntryType.SecurityEvent,
            new
            {
                what,
                record = record.Header.Id.ToString(),
                record.Header.Epoch,
                record.Header.Version,
            }
        );
        this.Raise(RecordAlarms.Of(what, bearer ?? record.Header.Home));
    }

    private AppendResult Append(SignedRecord record, Arrival arrival, RecordId? bearer)
    {
        var current = versions.Current(record.Header.Id);
        Bearer = bearer;
        var decided = door.Judge(record, arrival, current);
        Bearer = null;
        if (decided is { } result)
            return Alarmed(record, bearer, result);
        var own = arrival != Arrival.HomeUnknown && record.Header.Home == Node.Id;
        var applied = journal.Append(record, own);
        if (arrival == Arrival.HomeUnknown)
        {
            held.Hold(record.Header.Home.ToString(), unverified: true, applied);
            return new AppendResult(AppendOutcome.Held, applied.Seq);
        }
        return new AppendResult(placing.Place(applied, current, arrival, isLate: false), applied.Seq);
    }

    private AppendResult Alarmed(SignedRecord record, RecordId? bearer, AppendResult result)
    {
        if (bearer is not null && result.Refusal is { } refusal && LedgerRefusals.IsAlarming(refusal))
            Strike(record, refusal.Code, bearer);
        if (result.Refusal == LedgerRefusals.TooManyUnverified)
            this.Raise(RecordAlarms.TooManyUnverified(bearer ?? record.Header.Home));
        return result;
    }
}
