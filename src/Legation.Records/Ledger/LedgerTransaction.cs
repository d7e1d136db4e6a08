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
    private long seq;
    private MerkleFrontier frontier;
    private long held;

    internal LedgerTransaction(LedgerParts parts, IWriteSession session, LedgerHead head, long held, DateTimeOffset now)
    {
        this.parts = parts;
        this.session = session;
        this.held = held;
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

    internal long HeldRecords => held;

    /// <summary>Appends a record version and lets it take effect.</summary>
    public AppendResult Append(SignedRecord record, Arrival arrival = Arrival.OwnRecord)
    {
        var current = FindCurrent(record.Header.Id);
        if (RefuseVersion(record, arrival, current) is { } result)
            return result;
        if (arrival == Arrival.Verified && parts.KindOf(record.Header.Id)?.Admit(record, this) is { } refusal)
            return new AppendResult(AppendOutcome.Refused, 0, refusal);

        var applied = Journal(record);
        if (current is { } newer && !newer.IsOlderThan(record.Header))
            return new AppendResult(AppendOutcome.Stored, applied.Seq);
        PutCurrent(applied);
        if (Missing(applied, arrival) is { } missing)
        {
            session.Execute(JournalSql.Hold, missing, applied.Seq);
            held++;
            return new AppendResult(AppendOutcome.Held, applied.Seq);
        }
        Apply(applied);
        return new AppendResult(AppendOutcome.Stored, applied.Seq);
    }

    /// <summary>Appends an entry that is not a record: a receipt, a decision, an act.</summary>
    public long Note(EntryType type, byte[] content)
    {
        var leaf = NextLeaf(type, content);
        session.Append(new JournalEntry(seq, type, Now.ToMicroseconds(), null, 0, 0, content, null, null, leaf));
        return seq;
    }

    /// <summary>Appends an act as JSON.</summary>
    public long Note<T>(EntryType type, T act) => Note(type, JsonSerializer.SerializeToUtf8Bytes(act, AuditJson.Options));

    /// <summary>Lets records of a node whose card has been accepted take effect, or strikes them out.</summary>
    public void HomeAccepted(RecordId node)
    {
        foreach (var position in session.Query(JournalSql.WaitingFor, r => r.GetInt64(0), node.ToString()))
        {
            Release(node.ToString(), position);
            var record = RecordAt(position);
            if (parts.Keys.KeysOf(node).Any(record.Record.IsSignedBy))
                ApplyOrHold(record);
            else
                Note(EntryType.SecurityEvent, new { what = "signature-of-held-record", record = record.Header.Id.ToString() });
        }
    }

    /// <inheritdoc/>
    public RecordKind? KindOf(RecordId id) => parts.KindOf(id);

    /// <inheritdoc/>
    public SignedRecord? Current(RecordId id) => CurrentApplied(id)?.Record;

    /// <summary>The newest version of a record with its place in the journal.</summary>
    public AppliedRecord? CurrentApplied(RecordId id) =>
        session.Query(JournalSql.CurrentRecord, JournalSql.MapRecord, id.ToBytes(), id.Kind).SingleOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<SignedRecord> WaitingFor(RecordId referent) =>
        held == 0
            ? []
            : session
                .Query(JournalSql.WaitingFor, r => r.GetInt64(0), referent.ToString())
                .ConvertAll(position => RecordAt(position).Record);

    /// <inheritdoc/>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values) =>
        session.Query(sql, map, values);

    /// <inheritdoc/>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => session.Execute(sql, values);

    internal int Replay(long after, long upTo, string script, IReadOnlyCollection<string> kinds)
    {
        var shadow = new ShadowWriter(session);
        var records = session.Query(JournalSql.CurrentAfter, JournalSql.MapRecord, after, upTo);
        foreach (var record in records)
            if (kinds.Contains(record.Header.Id.Kind))
                parts.KindOf(record.Header.Id)?.Project(record, shadow);
        if (upTo >= seq)
            session.SwapShadow(script);
        return records.Count;
    }

    internal void CreateShadow(string script) => session.CreateShadow(script);

    internal void SaveHead() => session.Execute(JournalSql.PutAuditHead, frontier.Size, frontier.ToBytes());

    private AppendResult? RefuseVersion(SignedRecord record, Arrival arrival, CurrentVersion? current)
    {
        var header = record.Header;
        if (arrival == Arrival.OwnRecord)
            return OwnVersionProblem(record, current) is { } refusal
                ? new AppendResult(AppendOutcome.Refused, 0, refusal)
                : null;
        if (current is not { } known)
            return null;
        if (!known.IsSameNumber(header))
            return HasOtherHome(known, header) ? new AppendResult(AppendOutcome.Refused, 0, LedgerRefusals.NotHome) : null;
        if (known.Hash == record.Hash)
            return new AppendResult(AppendOutcome.Duplicate, known.Seq);
        Note(EntryType.SecurityEvent, new { what = "two-contents-one-version", record = header.Id.ToString(), header.Version });
        return new AppendResult(AppendOutcome.Refused, 0, LedgerRefusals.ForkedVersion);
    }

    // One writer per record: a valid signature by another node does not make it this record's home.
    private bool HasOtherHome(CurrentVersion known, RecordHeader header)
    {
        if (RecordAt(known.Seq).Header.Home == header.Home)
            return false;
        Note(EntryType.SecurityEvent, new { what = "version-by-another-home", record = header.Id.ToString(), home = header.Home.ToString() });
        return true;
    }

    private Refusal? OwnVersionProblem(SignedRecord record, CurrentVersion? current)
    {
        var header = record.Header;
        if (header.Home != Node.Id || header.Epoch != Node.Epoch)
            return LedgerRefusals.NotHome;
        if (current is not { } known)
            return header.Version == 1 && header.Previous is null ? null : LedgerRefusals.StaleVersion;
        var follows = header.Version == known.Version + 1 && header.Previous == known.Hash && known.Epoch <= header.Epoch;
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

    private CurrentVersion? FindCurrent(RecordId id)
    {
        var found = session.Query(JournalSql.FindCurrent, JournalSql.MapCurrent, id.ToBytes(), id.Kind);
        return found.Count == 0 ? null : found[0];
    }

    private void PutCurrent(AppliedRecord record) =>
        session.Execute(
            JournalSql.PutCurrent,
            record.Header.Id.ToBytes(),
            record.Header.Id.Kind,
            record.Header.Epoch,
            record.Header.Version,
            record.Seq,
            record.Record.Hash.ToBytes(),
            record.Label,
            record.Audience
        );

    private string? Missing(AppliedRecord record, Arrival arrival)
    {
        if (arrival == Arrival.HomeUnknown)
            return record.Header.Home.ToString();
        if (parts.KindOf(record.Header.Id) is not { NeedsReferents: true })
            return null;
        foreach (var reference in record.Header.References)
            if (FindCurrent(reference.Id) is not { } referent || IsHeld(referent.Seq))
                return reference.Id.ToString();
        return null;
    }

    private bool IsHeld(long position) => held > 0 && session.Query(JournalSql.IsHeld, r => r.GetInt32(0), position).Count > 0;

    private void ApplyOrHold(AppliedRecord record)
    {
        if (FindCurrent(record.Header.Id)?.Seq != record.Seq)
            return;
        if (Missing(record, Arrival.Verified) is not { } missing)
            Apply(record);
        else
        {
            session.Execute(JournalSql.Hold, missing, record.Seq);
            held++;
        }
    }

    private void Apply(AppliedRecord record)
    {
        var kind = parts.KindOf(record.Header.Id);
        kind?.Project(record, this);
        if (kind is null || !kind.Rests(record, this))
            foreach (var participant in parts.Participants)
                participant.Applied(record, this, session);
        foreach (var freed in kind?.Frees(record, this) ?? [])
            if (CurrentApplied(freed) is { } rested)
                foreach (var participant in parts.Participants)
                    participant.Freed(rested, this, session);
        if (held > 0)
            ReleaseWaiting(record.Header.Id.ToString());
    }

    private void ReleaseWaiting(string referent)
    {
        foreach (var position in session.Query(JournalSql.WaitingFor, r => r.GetInt64(0), referent))
        {
            Release(referent, position);
            ApplyOrHold(RecordAt(position));
        }
    }

    private void Release(string missing, long position)
    {
        session.Execute(JournalSql.ReleaseHeld, missing, position);
        held--;
    }

    private AppliedRecord RecordAt(long position) =>
        session.Query(JournalSql.RecordAt, JournalSql.MapRecord, position).Single();
}
