using System.Diagnostics.CodeAnalysis;
using Legation.Records.Access;
using Legation.Records.Attachments;
using Legation.Records.Audit;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Microsoft.Extensions.Logging;

namespace Legation.Records;

/// <summary>
/// The one door through which everything enters. Callers sign and check on their own threads; one writer drains the
/// queue and commits a group in one transaction: journal, current versions, projections, outbox, audit leaf.
/// </summary>
public sealed class Ledger : IDisposable
{
    private const int ReplayChunk = 2000;
    private readonly LedgerParts parts;
    private readonly IRecordStore store;
    private readonly IWriteSession session;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly IWriterQueue queue;
    private readonly IReadOnlyList<ModuleDefinition> modules;
    private readonly Lock headGate = new();
    private LedgerHead head;
    private long held;

    /// <summary>
    /// Opens the ledger on its store: brings node state and projections up to date, then takes work. A node that keeps no
    /// attachments writes no record that names one.
    /// </summary>
    public Ledger(
        NodeIdentity node,
        IRecordStore store,
        IEnumerable<ModuleDefinition> modules,
        IEnumerable<ICommitParticipant> participants,
        ITrustedKeys keys,
        Interned interned,
        TimeProvider clock,
        ILogger<Ledger> log,
        AttachmentFiles? attachments = null
    )
        : this(node, store, modules, participants, keys, interned, clock, log, attachments, new WriterThread()) { }

    internal Ledger(
        NodeIdentity node,
        IRecordStore store,
        IEnumerable<ModuleDefinition> modules,
        IEnumerable<ICommitParticipant> participants,
        ITrustedKeys keys,
        Interned interned,
        TimeProvider clock,
        ILogger<Ledger> log,
        AttachmentFiles? attachments,
        IWriterQueue queue
    )
    {
        this.queue = queue;
        this.modules = [.. modules];
        this.store = store;
        this.clock = clock;
        this.log = log;
        Node = node;
        Committed = new JournalSignal();
        Changes = new ChangeFeed();
        var kinds = this.modules.SelectMany(m => m.Kinds).ToDictionary(k => k.Name, StringComparer.Ordinal);
        parts = new LedgerParts(node, kinds, [.. participants], keys, interned, new AccessIndex(), attachments);
        var rebuild = Prepare();
        session = store.OpenWriter();
        LearnedKinds.SetAside(session, kinds.Keys);
        var learned = LearnedKinds.Waiting(session);
        interned.Reload(session);
        parts.Access.Reload(session);
        Reload();
        // Followers that come after a restart must not sleep over what is there.
        Committed.Pulse(head.Seq);
        Changes.Publish(new CommittedChanges(head.Seq, [], hasActs: false));
        queue.Start($"ledger {node.Name}", Write);
        foreach (var kind in learned)
            RunAsync(t => t.PlaceLearned(kind)).GetAwaiter().GetResult();
        foreach (var module in rebuild)
            RebuildAsync(module).GetAwaiter().GetResult();
    }

    /// <summary>The node whose ledger this is.</summary>
    public NodeIdentity Node { get; }

    /// <summary>What stands where, for the read gateway.</summary>
    internal AccessIndex Access => parts.Access;

    /// <summary>What a module says about the record's kind.</summary>
    internal RecordKind? KindOf(RecordId id) => parts.KindOf(id);

    /// <summary>Tells of every commit.</summary>
    public JournalSignal Committed { get; }

    /// <summary>What each commit changed, for streams of what somebody may see.</summary>
    internal ChangeFeed Changes { get; }

    /// <summary>The journal's end and audit tree as last committed.</summary>
    public LedgerHead Head
    {
        get
        {
            lock (headGate)
                return head;
        }
    }

    /// <summary>Commits records of this node's own, all or none of them.</summary>
    public Task<Outcome<IReadOnlyList<AppendResult>>> CommitAsync(params IReadOnlyList<SignedRecord> records)
    {
        foreach (var record in records)
            record.Prepare();
        return RunAsync(transaction => AppendAll(transaction, records));
    }

    /// <summary>
    /// Runs work inside the writer's transaction, together with the work of others that waits. The task ends when the
    /// transaction is durable. Work may run twice if other work in its group fails, so it touches nothing outside.
    /// </summary>
    public Task<T> RunAsync<T>(Func<LedgerTransaction, T> work)
    {
        var job = new LedgerJob<T>(work);
        queue.Add(job);
        return job.Task;
    }

    /// <summary>Makes the module's projections anew in shadow tables while the old ones serve, then swaps them.</summary>
    /// <param name="module">Name of the module.</param>
    /// <param name="progress">Receives the part that is done, 0 to 1.</param>
    public async Task RebuildAsync(string module, IProgress<double>? progress = null)
    {
        var definition = modules.Single(m => m.Name == module);
        var script =
            definition.Projections ?? throw new ArgumentException($"{module} has no projections.", nameof(module));
        var kinds = definition.Kinds.Select(k => k.Name).ToList();
        await RunAsync(t =>
        {
            t.CreateShadow(script);
            return true;
        });
        long done = 0;
        for (var swapped = false; !swapped; )
        {
            var from = done;
            (done, swapped) = await RunAsync(t =>
            {
                var upTo = Math.Min(from + ReplayChunk, t.Head.Seq);
                foreach (var position in t.Replay(from, upTo, script, kinds))
                    LedgerLog.NotProjected(log, position, module);
                return (upTo, upTo == t.Head.Seq);
            });
            progress?.Report(Head.Seq == 0 ? 1 : (double)done / Head.Seq);
        }
    }

    /// <summary>Ends the writer after what is queued.</summary>
    public void Dispose()
    {
        queue.Dispose();
        session.Dispose();
    }

    /// <summary>
    /// Appends records of one act. The first refusal refuses all, before anything is written.
    /// </summary>
    public static Outcome<IReadOnlyList<AppendResult>> AppendAll(
        LedgerTransaction transaction,
        IReadOnlyList<SignedRecord> records
    )
    {
        // The first is asked as it is appended; a record's second version in one act, when the first is there.
        for (var i = 1; i < records.Count; i++)
            if (!records.Take(i).Any(r => r.Header.Id == records[i].Header.Id))
                if (transaction.OwnVersionProblem(records[i]) is { } problem)
                    return problem;
        var results = new AppendResult[records.Count];
        for (var i = 0; i < records.Count; i++)
        {
            results[i] = transaction.Append(records[i]);
            if (results[i].Refusal is not { } refusal)
                continue;
            return i == 0 ? refusal : throw new InvalidOperationException(refusal.Sentence);
        }
        return results;
    }

    private List<string> Prepare()
    {
        var rebuild = new List<string>();
        foreach (var module in modules)
        {
            store.MigrateState(module.Name, module.State ?? []);
            if (module.Projections is { } script && !store.PrepareProjections(module.Name, script))
                rebuild.Add(module.Name);
        }
        return rebuild;
    }

    private void Reload()
    {
        var (size, edge) = session.Query(JournalSql.AuditHead, r => (r.GetInt64(0), (byte[])r.GetValue(1))).Single();
        lock (headGate)
            head = new LedgerHead(size, MerkleFrontier.FromBytes(size, edge));
        held = session.Query(JournalSql.CountHeld, r => r.GetInt64(0)).Single();
    }

    private void Write(List<LedgerJob> group)
    {
        if (!TryCommit(group))
            foreach (var job in group)
                TryCommit([job]);
    }

    // One failing piece of work must not fail the others: then each gets a transaction of its own.
    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails is handed to whoever asked for the work.")]
    private bool TryCommit(List<LedgerJob> group)
    {
        try
        {
            session.Begin();
            var transaction = new LedgerTransaction(
                parts,
                session,
                head,
                held,
                clock.GetUtcNow().ToWholeMicroseconds()
            );
            foreach (var job in group)
                job.Run(transaction);
            transaction.SaveHead();
            session.Commit();
            parts.Interned.Publish();
            var changed = parts.Access.Publish();
            held = transaction.HeldRecords;
            lock (headGate)
                head = transaction.Head;
            foreach (var job in group)
                job.Succeed();
            Committed.Pulse(transaction.Head.Seq);
            Changes.Publish(new CommittedChanges(transaction.Head.Seq, changed, transaction.HasActs));
            return true;
        }
        catch (Exception e)
        {
            var before = Head.Seq;
            Undo();
            // What is there although the store says it failed is not done twice; that it is durable is not said either.
            if (group.Count > 1 && Head.Seq == before)
                return false;
            LedgerLog.WorkFailed(log, e);
            foreach (var job in group)
                job.Fail(e);
            return true;
        }
    }

    private void Undo()
    {
        try
        {
            session.Rollback();
        }
        catch (Exception e) when (e is InvalidOperationException or System.Data.Common.DbException)
        {
            LedgerLog.RollbackFailed(log, e);
        }
        parts.Interned.Discard();
        parts.Access.SetBack(0);
        try
        {
            FindEnd();
        }
        catch (Exception e) when (e is InvalidOperationException or System.Data.Common.DbException)
        {
            // The next transaction finds out, and asks again, if the store has another end than is known here.
            LedgerLog.RollbackFailed(log, e);
        }
    }

    // A store may say that a commit failed which is durable; then memory knows nothing of it.
    private void FindEnd()
    {
        var known = Head.Seq;
        Reload();
        if (Head.Seq == known)
            return;
        parts.Interned.Reload(session);
        parts.Access.Reload(session);
        Committed.Pulse(Head.Seq);
        Changes.Publish(new CommittedChanges(Head.Seq, [], hasActs: true));
    }
}
