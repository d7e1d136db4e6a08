using System.Data.Common;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Legation.Records.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Legation.Tests.Records.Support;

/// <summary>A ledger on a SQLite file, with the memo module; it can be closed and opened again.</summary>
internal sealed class TestLedger : ITrustedKeys, IDisposable
{
    private readonly Dictionary<RecordId, VerificationKey> trusted = [];
    private readonly TempFolder folder = new();
    private readonly ModuleDefinition module;

    public TestLedger(ModuleDefinition? module = null)
    {
        this.module = module ?? MemoModule.Definition();
        (Store, Interned, Ledger) = Open(this.module, OpenStore());
    }

    public HomeNode Node { get; } = new(1);

    public SettableClock Clock { get; } = new();

    public IRecordStore Store { get; private set; }

    public Interned Interned { get; private set; }

    public Ledger Ledger { get; private set; }

    public string File => folder.File("journal.db").FullName;

    public IReadOnlyList<VerificationKey> KeysOf(RecordId node) => trusted.TryGetValue(node, out var key) ? [key] : [];

    /// <summary>Opens it anew, with another program if one is given.</summary>
    /// <param name="other">What that program knows.</param>
    /// <param name="stopsBehind">Part of a statement behind whose commit opening stops at the first try.</param>
    public void Reopen(ModuleDefinition? other = null, string? stopsBehind = null)
    {
        Close();
        if (stopsBehind is not null)
        {
            using var stopping = new StoppingStore(OpenStore()) { StopsBehind = stopsBehind };
            Should.Throw<IOException>(() => Open(other ?? module, stopping));
            stopping.Stopped.ShouldBeTrue();
        }
        (Store, Interned, Ledger) = Open(other ?? module, OpenStore());
    }

    public Task<AppendResult> Arrive(SignedRecord record) =>
        Ledger.RunAsync(t =>
            t.Take(
                record,
                KeysOf(record.Header.Home).Count > 0 ? Arrival.Verified : Arrival.HomeUnknown,
                record.Header.Home
            )
        );

    public void Trust(HomeNode home) => trusted[home.Id] = home.Key;

    public Task Accept(HomeNode home)
    {
        Trust(home);
        return Ledger.RunAsync(t =>
        {
            t.HomeAccepted(home.Id);
            return true;
        });
    }

    public List<T> Query<T>(string sql, Func<DbDataReader, T> map)
    {
        using var session = Store.OpenReader();
        return session.Query(sql, map);
    }

    public long Count(string table) => Query($"SELECT COUNT(*) FROM {table}", r => r.GetInt64(0)).Single();

    /// <summary>What screens show, without positions, which depend on the order of arrival.</summary>
    public List<string> Shown() =>
        Query(
            "SELECT record, version, text FROM p_memo ORDER BY record",
            r => $"{r.GetString(0)} v{r.GetInt32(1)}: {r.GetString(2)}"
        );

    /// <summary>Classifications and parties under which screens show what they show.</summary>
    public List<string> ShownTo() =>
        Query(
            "SELECT record, label, audience FROM p_memo ORDER BY record",
            r => $"{r.GetString(0)} {Access(r.GetInt32(1), r.GetInt32(2))}"
        );

    public List<string> Current() =>
        Query(
            "SELECT kind, record, epoch, version, hash, label, audience FROM current ORDER BY kind, record",
            r =>
                $"{r.GetString(0)} {Hex(r, 1)} {Access(r.GetInt32(5), r.GetInt32(6))} {r.GetInt32(2)}.{r.GetInt32(3)} {Hex(r, 4)}"
        );

    public List<EventRow> SecurityEvents() =>
        Query(
            "SELECT seq, CAST(content AS TEXT) FROM journal WHERE type = 7 ORDER BY seq",
            r => new EventRow(r.GetInt64(0), r.GetString(1))
        );

    public void Dispose()
    {
        Close();
        Node.Dispose();
        foreach (var key in trusted.Values)
            key.Dispose();
        folder.Dispose();
    }

    private SqliteStore OpenStore() => SqliteStore.Open(folder.File("journal.db"));

    private (IRecordStore, Interned, Ledger) Open(ModuleDefinition definition, IRecordStore store)
    {
        var interned = new Interned();
        return (
            store,
            interned,
            new Ledger(Node.Identity, store, [definition], [], this, interned, Clock, NullLogger<Ledger>.Instance)
        );
    }

    private void Close()
    {
        Ledger.Dispose();
        Store.Dispose();
    }

    private string Access(int label, int audience) =>
        $"{Interned.LabelAt(label).Classification} {string.Join(' ', Interned.AudienceAt(audience).Order())}";

    private static string Hex(DbDataReader row, int column) => Convert.ToHexStringLower((byte[])row.GetValue(column));
}

internal sealed record EventRow(long Seq, string Content);
