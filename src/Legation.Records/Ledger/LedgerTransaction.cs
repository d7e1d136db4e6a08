using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
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
    private readonly Queue<RecordId> arrived = new();
    private bool settling;
    private int late;
    private long seq;
    private MerkleFrontier frontier;

    internal LedgerTransaction(LedgerParts parts, IWriteSession session, LedgerHead head, long held, DateTimeOffset now)
    {
        this.parts = parts;
        this.session = session;
        versions = new RecordVersions(session);
        this.held = new HeldRecords(session, held);
        seq = head.Seq;
        frontier = head.Frontier;
        Now = now;
    }

    /// <summary>The instant at which this transaction journals.</summary>
    public DateTimeOffset Now { get; }

    /// <inheritdoc/>
    public NodeIdentity Node => parts.Node;

    /// <summary>The journal's end as this transaction has it so far.</summary>
    public LedgerHead Head => new(seq, frontier);

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
        var leaf = NextLeaf(type, content);
        session.Append(new JournalEntry(seq, type, Now.ToMicroseconds(), null, 0, 0, content, null, null, leaf));
        return seq;
    }

    /// <summary>Appends an act as JSON.</summary>
    public long Note<T>(EntryType type, T act) =>
        Note(type, JsonSerializer.SerializeToUtf8Bytes(act, AuditJson.Options));

    /// <summary>
    /// Lets records of a node whose card has been accepted take effect. What that node did not sign, or what would not
    /// have been admitted, is struck out: it stays in the journal, with a security event, and has no effect.
    /// </summary>
    public void HomeAccepted(RecordId node)
    {
        foreach (var record in held.Take(node.ToString(), unverified: true))
            if (parts.Keys.KeysOf(node).Any(record.Record.IsSignedBy))
                Release(record, PlaceVerified);
            else
                Strike(record.Record, "signature-of-held-record");
    }

    /// <inheritdoc/>
    public RecordKind? KindOf(RecordId id) => parts.KindOf(id);

    /// <inheritdoc/>
    public bool IsHere(RecordId id) => versions.Current(id) is not null;

    /// <inheritdoc/>
    public SignedRecord? Current(RecordId id) => CurrentApplied(id)?.Record;

    /// <inheritdoc/>
    public ImmutableArray<RecordId> AudienceOf(RecordId id) =>
        CurrentApplied(id) is { } current ? parts.Interned.AudienceAt(current.Audience) : [];

    /// <summary>The newest version of a record in effect, with its place in the journal.</summary>
    public AppliedRecord? CurrentApplied(RecordId id) =>
        session.Query(JournalSql.CurrentRecord, JournalSql.MapRecord, id.ToBytes(), id.Kind).SingleOrDefault();

    /// <inheritdoc/>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values) =>
        session.Query(sql, map, values);

    /// <inheritdoc/>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => session.Execute(sql, values);

    /// <summary>Why a record of this node's own would be refused now; null if it would not.</summary>
    internal Refusal? OwnVersionProblem(SignedRecord record) =>
        OwnVersionProblem(record.Header, versions.Current(record.Header.Id));

    internal void CreateShadow(string script) => session.CreateShadow(script);

    /// <summary>Projects records into the shadow tables; returns the positions of those at which their kind failed.</summary>
    internal List<long> Replay(long after, long upTo, string script, IReadOnlyList<string> kinds)
    {
        var shadow = new ShadowWriter(session);
        var failed = new List<long>();
        object?[] bounds = [after, upTo, .. kinds];
        foreach (var position in session.Query(JournalSql.EffectiveAfter(kinds.Count), JournalSql.MapPosition, bounds))
        {
            var record = held.RecordAt(position);
            if (!Tried(() => parts.KindOf(record.Header.Id)?.Project(record, shadow)))
                failed.Add(position);
        }
        if (upTo >= seq)
            session.SwapShadow(script);
        return failed;
    }

    internal void SaveHead() => session.Execute(JournalSql.PutAuditHead, frontier.Size, frontier.ToBytes());

    private AppendResult Append(SignedRecord record, Arrival arrival, RecordId? bearer)
    {
        var current = versions.Current(record.Header.Id);
        Bearer = bearer;
        var decided = AtTheDoor(record, arrival, current);
        Bearer = null;
        if (decided is { } result)
            return Alarmed(record, arrival, result);
        var applied = Journal(record);
        if (arrival == Arrival.HomeUnknown)
        {
            held.Hold(record.Header.Home.ToString(), unverified: true, applied);
            return new AppendResult(AppendOutcome.Held, applied.Seq);
        }
        return new AppendResult(Place(applied, current, arrival, isLate: false), applied.Seq);
    }

    private AppendResult? AtTheDoor(SignedRecord record, Arrival arrival, KnownVersion? current)
    {
        var header = record.Header;
        if (arrival == Arrival.OwnRecord)
            return Refused(OwnVersionProblem(header, current));
        if (Known(header, current) is { } known && (arrival == Arrival.Verified || known.Hash == record.Hash))
            return known.Hash == record.Hash
                ? new AppendResult(AppendOutcome.Duplicate, known.Seq)
                : Refused(LedgerRefusals.ForkedVersion);
        if (arrival == Arrival.HomeUnknown)
            return held.Unverified(header, record.Hash) is { } waits
                ? new AppendResult(AppendOutcome.Duplicate, waits)
                : null;
        if (IsFromAnotherHome(header, current))
            return Refused(LedgerRefusals.AnotherHome);
        return Refused(parts.KindOf(header.Id)?.Admit(record, this));
    }

    private static AppendResult? Refused(Refusal? refusal) =>
        refusal is null ? null : new AppendResult(AppendOutcome.Refused, 0, refusal);

    private KnownVersion? Known(RecordHeader header, KnownVersion? current)
    {
        if (current is { } known && known.IsSameNumber(header))
            return known;
        // A number beyond the current one can only be here if it is held.
        return held.Count > 0 || (current is { } newer && !newer.IsOlderThan(header)) ? versions.Other(header) : null;
    }

    // One writer per record. The first that came says which node that is.
    private bool IsFromAnotherHome(RecordHeader header, KnownVersion? current)
    {
        var known = current ?? (held.Count > 0 ? versions.AnyOther(header.Id) : null);
        return known is { } version && held.RecordAt(version.Seq).Header.Home != header.Home;
    }

    private Refusal? OwnVersionProblem(RecordHeader header, KnownVersion? current)
    {
        if (header.Home != Node.Id || header.Epoch != Node.Epoch)
            return LedgerRefusals.NotHome;
        if (current is not { } known)
            return header.Version == 1 && header.Previous is null ? null : LedgerRefusals.StaleVersion;
        var follows =
            header.Version == known.Version + 1 && header.Previous == known.Hash && known.Epoch <= header.Epoch;
        return follows ? null : LedgerRefusals.StaleVersion;
    }

    private AppliedRecord Journal(SignedRecord record)
    {
        var label = parts.Interned.Label(record.LabelKey, record.Header.Label, session);
        var audience = parts.Interned.Audience(record.AudienceKey, session);
        var leaf = NextLeaf(EntryType.Record, record.Envelope);
        session.Append(
            new JournalEntry(
                seq,
                EntryType.Record,
                Now.ToMicroseconds(),
                record.Header.Id.ToBytes(),
                label,
                audience,
                record.Envelope,
                record.Salt,
                record.Body,
                leaf
            )
        );
        return new AppliedRecord(record, seq, Now, label, audience);
    }

    private Digest NextLeaf(EntryType type, byte[] content)
    {
        var leaf = AuditLeaf.Hash(type, Now.ToMicroseconds(), content);
        seq++;
        frontier = frontier.Append(leaf);
        return leaf;
    }

    private AppendOutcome Place(AppliedRecord record, KnownVersion? current, Arrival arrival, bool isLate)
    {
        if (current is { } newer && !newer.IsOlderThan(record.Header))
        {
            versions.PutOther(record);
            return AppendOutcome.Stored;
        }
        // A home writes only about what it has; others may get it in any order.
        if (arrival != Arrival.OwnRecord && parts.KindOf(record.Header.Id)?.Awaits(record.Record, this) is { } missing)
        {
            versions.PutOther(record);
            held.Hold(missing.ToString(), unverified: false, record);
            return AppendOutcome.Held;
        }
        TakeEffect(record, current, isLate);
        return AppendOutcome.Stored;
    }

    private void TakeEffect(AppliedRecord placed, KnownVersion? superseded, bool isLate)
    {
        // Grants wait for what they refer to, so there are none before a record's first version.
        var record = superseded is null ? placed : placed with { Audience = WithGrants(placed) };
        versions.PutCurrent(record, superseded is not null);
        parts.Access.Replace(record.Header.Id, superseded?.Seq, record.Seq, record.Label, record.Audience);
        if (isLate)
            session.Execute(JournalSql.PutLate, seq, ++late, record.Seq);
        Apply(record);
        Grant(record);
        if (held.Count == 0)
            return;
        arrived.Enqueue(record.Header.Id);
        foreach (var brought in parts.KindOf(record.Header.Id)?.Brings(record.Header) ?? [])
            arrived.Enqueue(brought);
        Settle();
    }

    // Whoever is to have something more has all of it: what it refers to is shown and offered anew.
    private void Grant(AppliedRecord grant)
    {
        var parties = parts.KindOf(grant.Header.Id)?.Grants(grant.Record).ToList() ?? [];
        if (parties.Count > 0)
            foreach (var reference in grant.Header.References)
                Grant(reference.Id, parties);
    }

    private void Grant(RecordId id, List<RecordId> parties)
    {
        foreach (var party in parties)
            session.Execute(JournalSql.PutGrant, id.ToBytes(), id.Kind, party.ToString());
        if (
            CurrentApplied(id) is not { } current
            || WithGrants(current) is var audience && audience == current.Audience
        )
            return;
        session.Execute(JournalSql.PutAudience, id.ToBytes(), id.Kind, audience);
        parts.Access.Replace(id, null, current.Seq, current.Label, audience);
        Show(current with { Audience = audience });
    }

    private int WithGrants(AppliedRecord record)
    {
        var id = record.Header.Id;
        var granted = session.Query(
            JournalSql.GrantedParties,
            r => RecordId.Parse(r.GetString(0)),
            id.ToBytes(),
            id.Kind
        );
        return granted.Count == 0
            ? record.Audience
            : parts.Interned.Audience(Interned.AudienceKey([.. record.Header.Audience, .. granted]), session);
    }

    private void Show(AppliedRecord record)
    {
        var kind = parts.KindOf(record.Header.Id);
        kind?.Project(record, this);
        if (kind is null || !kind.Rests(record, this))
            foreach (var participant in parts.Participants)
                participant.Applied(record, this, session);
    }

    private void Apply(AppliedRecord record)
    {
        var kind = parts.KindOf(record.Header.Id);
        Show(record);
        foreach (var freed in kind?.Frees(record, this) ?? [])
            // What is freed is one version; a later one may rest still.
            if (CurrentApplied(freed) is { } rested && parts.KindOf(freed)?.Rests(rested, this) != true)
                foreach (var participant in parts.Participants)
                    participant.Freed(rested, this, session);
    }

    // A loop, not a recursion: a peer may send a chain of any length in reverse.
    private void Settle()
    {
        if (settling)
            return;
        settling = true;
        while (arrived.TryDequeue(out var referent))
            foreach (var record in held.Take(referent.ToString(), unverified: false))
                Release(record, PlaceReleased);
        settling = false;
    }

    // What released the record is good, whatever becomes of it.
    private void Release(AppliedRecord record, Func<AppliedRecord, Refusal?> place)
    {
        Refusal? refusal = null;
        if (!Tried(() => refusal = place(record)))
            refusal = LedgerRefusals.CannotApply;
        if (refusal is null)
            return;
        // As if it had never come: brought again, it is judged again.
        versions.DropOther(record.Header);
        Strike(record.Record, refusal.Code);
    }

    // A module that fails at one record must not take the transaction with it. A store that fails does.
    private bool Tried(Action step)
    {
        var (count, ordinal, end, edge) = (held.Count, late, seq, frontier);
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
            (held.Count, late, seq, frontier, parts.Interned.Pending) = (count, ordinal, end, edge, interned);
            parts.Access.SetBack(placed);
            done = false;
        }
        session.Execute("RELEASE SAVEPOINT tried");
        return done;
    }

    private Refusal? PlaceVerified(AppliedRecord record)
    {
        var current = versions.Current(record.Header.Id);
        if (AtTheDoor(record.Record, Arrival.Verified, current) is { } decided)
            return decided.Refusal;
        Place(record, current, Arrival.Verified, isLate: true);
        return null;
    }

    private Refusal? PlaceReleased(AppliedRecord record)
    {
        // What the kind could not judge without what was missing it judges now.
        if (parts.KindOf(record.Header.Id)?.Admit(record.Record, this) is { } refusal)
            return refusal;
        var current = versions.Current(record.Header.Id);
        if (current is null || current.Value.IsOlderThan(record.Header))
            versions.DropOther(record.Header);
        Place(record, current, Arrival.Verified, isLate: true);
        return null;
    }

    private AppendResult Alarmed(SignedRecord record, Arrival arrival, AppendResult result)
    {
        if (arrival != Arrival.OwnRecord && result.Refusal is { } refusal && LedgerRefusals.IsAlarming(refusal))
            Strike(record, refusal.Code);
        return result;
    }

    private void Strike(SignedRecord record, string what)
    {
        var header = record.Header;
        Note(
            EntryType.SecurityEvent,
            new
            {
                what,
                record = header.Id.ToString(),
                header.Epoch,
                header.Version,
            }
        );
    }
}
