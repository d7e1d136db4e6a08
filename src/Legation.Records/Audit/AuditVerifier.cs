using System.Data.Common;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Records.Audit;

/// <summary>
/// Recomputes the audit tree from the journal and names the first entry that was altered. It reads only, and may run
/// while the node works: it verifies what was journalled when it began. What was rewritten with all its leaves and the
/// kept tree shows only against a witness's checkpoint.
/// </summary>
public sealed class AuditVerifier(IRecordStore store)
{
    private const string Entries = """
        SELECT seq, type, at, record, label, audience, leaf, content, salt, body
        FROM journal WHERE seq > $1 AND seq <= $2 ORDER BY seq
        """;

    private const string End = """
        SELECT h.size, h.frontier, (SELECT COALESCE(MAX(seq), 0) FROM journal) FROM audit_head h WHERE h.id = 1
        """;

    /// <summary>Verifies the whole journal.</summary>
    /// <param name="witnessed">Checkpoints kept by others.</param>
    /// <param name="progress">Receives the number of entries verified.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public AuditReport Verify(
        IReadOnlyCollection<AuditCheckpoint>? witnessed = null,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        using var session = store.OpenReader();
        var end = session.Query(End, r => new JournalEnd(r.GetInt64(0), (byte[])r.GetValue(1), r.GetInt64(2))).Single();
        var keys = AccessKeys.Load(session);
        var roots = (witnessed ?? []).ToLookup(w => w.Size, w => w.Root);
        var tree = MerkleFrontier.Empty;
        while (tree.Size < end.Size)
        {
            cancellation.ThrowIfCancellationRequested();
            var upTo = JournalPieces.EndOfNext(session, tree.Size, end.Size);
            var entries = session.Query(Entries, Map, tree.Size, upTo);
            foreach (var entry in entries)
            {
                var next = tree.Append(entry.RecomputeLeaf());
                if (Fault(entry, next, keys, roots) is { } fault)
                    return new AuditReport(tree.Size, tree.Root(), fault);
                tree = next;
            }
            if (tree.Size < upTo)
                return Faulty(tree, AuditFaultKind.Missing);
            progress?.Report(tree.Size);
        }
        if (end.Last > end.Size)
            return Faulty(tree, AuditFaultKind.BeyondTree);
        if (!tree.ToBytes().AsSpan().SequenceEqual(end.Frontier))
            return Faulty(tree, AuditFaultKind.Tree);
        return roots.Any(w => w.Key > end.Size)
            ? Faulty(tree, AuditFaultKind.Witness)
            : new AuditReport(tree.Size, tree.Root(), null);
    }

    /// <summary>
    /// Verifies the last entries one by one, and that the journal ends where the kept tree does. A quick look: what was
    /// rewritten together with its leaf shows only in <see cref="Verify"/>.
    /// </summary>
    /// <param name="entries">How many.</param>
    /// <returns>The first that is not as it was journalled; null: all are.</returns>
    public AuditFault? VerifyEnd(int entries)
    {
        using var session = store.OpenReader();
        var end = session.Query(End, r => new JournalEnd(r.GetInt64(0), (byte[])r.GetValue(1), r.GetInt64(2))).Single();
        if (end.Last > end.Size)
            return new AuditFault(end.Size + 1, AuditFaultKind.BeyondTree);
        var keys = AccessKeys.Load(session);
        var expected = Math.Max(0, end.Size - entries);
        while (expected < end.Size)
        {
            var upTo = JournalPieces.EndOfNext(session, expected, end.Size);
            foreach (var entry in session.Query(Entries, Map, expected, upTo))
                if (Fault(entry, ++expected, keys) is { } fault)
                    return fault;
            if (expected < upTo)
                return new AuditFault(expected + 1, AuditFaultKind.Missing);
        }
        return null;
    }

    private static AuditFault? Fault(
        in StoredEntry entry,
        in MerkleFrontier tree,
        AccessKeys keys,
        ILookup<long, Digest> roots
    )
    {
        if (Fault(entry, tree.Size, keys) is { } fault)
            return fault;
        foreach (var root in roots[tree.Size])
            if (root != tree.Root())
                return new AuditFault(entry.Seq, AuditFaultKind.Witness);
        return null;
    }

    private static AuditFault? Fault(in StoredEntry entry, long expected, AccessKeys keys)
    {
        if (entry.Seq != expected)
            return new AuditFault(expected, AuditFaultKind.Missing);
        if (!entry.LeafIs(entry.RecomputeLeaf()))
            return new AuditFault(entry.Seq, AuditFaultKind.Leaf);
        return entry.Type == EntryType.Record && RecordFault(entry, keys) is { } what
            ? new AuditFault(entry.Seq, what)
            : null;
    }

    private static AuditFaultKind? RecordFault(in StoredEntry entry, AccessKeys keys)
    {
        if (entry.Salt is null || entry.Body is null)
            return AuditFaultKind.Body;
        try
        {
            var record = SignedRecord.Read(entry.Content, entry.Salt, entry.Body);
            if (!record.BodyMatches())
                return AuditFaultKind.Body;
            if (!record.Header.Id.ToBytes().AsSpan().SequenceEqual(entry.Record))
                return AuditFaultKind.RecordId;
            return keys.AreOf(record, entry.Label, entry.Audience) ? null : AuditFaultKind.Access;
        }
        catch (FormatException)
        {
            // The leaf covers the envelope; so it is the salt or the body that no longer has its form.
            return AuditFaultKind.NotARecord;
        }
    }

    private static AuditReport Faulty(in MerkleFrontier tree, AuditFaultKind what) =>
        new(tree.Size, tree.Root(), new AuditFault(tree.Size + 1, what));

    private static StoredEntry Map(DbDataReader row) =>
        new(
            row.GetInt64(0),
            (EntryType)row.GetInt64(1),
            row.GetInt64(2),
            Blob(row, 3),
            row.GetInt64(4),
            row.GetInt64(5),
            Blob(row, 6) ?? [],
            Blob(row, 7) ?? [],
            Blob(row, 8),
            Blob(row, 9)
        );

    // Whoever alters a row may leave a value of another type: that is a finding, not a fault of ours.
    private static byte[]? Blob(DbDataReader row, int column) => row.GetValue(column) as byte[];

    private sealed record JournalEnd(long Size, byte[] Frontier, long Last);
}
