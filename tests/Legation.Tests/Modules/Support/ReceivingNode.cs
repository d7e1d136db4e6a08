using System.Data.Common;
using Legation.Dispatches;
using Legation.Dispatches.Release;
using Legation.Labels;
using Legation.Organisations;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Legation.Records.Storage.Sqlite;
using Legation.Tests.Records.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Legation.Tests.Modules.Support;

/// <summary>A node with its modules to which peers bring records: headquarters, unless said otherwise.</summary>
internal sealed class ReceivingNode : ITrustedKeys, ITrustedNodes, IAgreedTime, IDistribution, IAsyncDisposable
{
    private readonly Dictionary<RecordId, Peer> trusted = [];
    private readonly HashSet<RecordId> rulers = [];
    private readonly TempFolder folder = new();
    private readonly ServiceProvider services;

    public ReceivingNode(Peer self, params Peer[] known)
    {
        Self = self;
        foreach (var peer in known.Append(self))
            trusted.Add(peer.Id, peer);
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(self.Identity)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new LabelPolicies(ShippedPolicies.LegationDemo))
            .AddSingleton<IRecordStore>(_ => SqliteStore.Open(folder.File("journal.db")))
            .AddSingleton<ITrustedKeys>(this)
            .AddSingleton<ITrustedNodes>(this)
            .AddSingleton<IPrincipals>(Officers)
            .AddSingleton<IAgreedTime>(this)
            .AddSingleton<IDistribution>(this)
            .AddSingleton(new NodeCode("TST"))
            .AddRecords()
            .AddOrganisations()
            .AddDispatches()
            .BuildServiceProvider();
        Ledger = services.GetRequiredService<Ledger>();
    }

    public Peer Self { get; }

    public Officers Officers { get; } = new();

    /// <summary>What acts on its own upon what takes effect.</summary>
    public JournalFollower Follower => services.GetServices<IHostedService>().OfType<JournalFollower>().Single();

    // It has no links by which a peer could confirm it.
    DateTimeOffset? IAgreedTime.Now => null;

    // Nor one on which it could send anything.
    IReadOnlyList<PartyDistribution> IDistribution.Preview(Label label, IReadOnlyList<RecordId> parties) =>
        [.. parties.Select(party => new PartyDistribution(party, false, "It has no links."))];

    public Ledger Ledger { get; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public IReadOnlyList<VerificationKey> KeysOf(RecordId node) => trusted.TryGetValue(node, out var p) ? [p.Key] : [];

    public RecordId? OrganisationOf(RecordId node) => trusted.GetValueOrDefault(node)?.Organisation;

    public bool RulesRoutes(RecordId node) => node == Self.Id || rulers.Contains(node);

    public void Follow(Peer ruler) => rulers.Add(ruler.Id);

    /// <summary>The bearer brings a record; null: its home does.</summary>
    public Task<AppendResult> ArriveAsync(SignedRecord record, Peer? bearer = null) =>
        Ledger.RunAsync(t => t.Take(record, Arrival.Verified, bearer?.Id ?? record.Header.Home));

    /// <summary>The newest version in effect.</summary>
    public Task<SignedRecord?> CurrentAsync(RecordId record) => Ledger.RunAsync(t => t.Current(record));

    public async Task CommitAsync(params SignedRecord[] own) => (await Ledger.CommitAsync(own)).Refusal.ShouldBeNull();

    /// <summary>Each brings its own part of the directory.</summary>
    public async Task LearnAsync(params Peer[] peers)
    {
        foreach (var entry in peers.SelectMany(peer => peer.Directory))
            (await ArriveAsync(entry)).Outcome.ShouldBe(AppendOutcome.Stored);
    }

    /// <summary>Subjects of the dispatches that screens may show.</summary>
    public List<string> Dispatches() => Query("SELECT subject FROM p_dispatch ORDER BY seq", r => r.GetString(0));

    public List<string> Steps() => Query("SELECT step FROM p_dispatch_step ORDER BY seq", r => r.GetString(0));

    /// <summary>Of each step, whose deputy did it and for which post.</summary>
    public List<string> Posts() =>
        Query("SELECT deputy_post || ' for ' || by_post FROM p_dispatch_step ORDER BY seq", r => r.GetString(0));

    /// <summary>The classification under which a record is in effect; null if it is not.</summary>
    public async Task<string?> ClassificationAsync(SignedRecord record) =>
        (await Ledger.RunAsync(t => t.CurrentApplied(record.Header.Id)))?.EffectiveLabel.Classification;

    /// <summary>Position up to which a follower has come.</summary>
    public long Followed(string name) =>
        Query($"SELECT position FROM follower WHERE name = '{name}'", r => r.GetInt64(0)).Single();

    public List<string> Parties() => Query("SELECT record FROM p_party ORDER BY seq", r => r.GetString(0));

    public List<string> SecurityEvents() =>
        Query("SELECT CAST(content AS TEXT) FROM journal WHERE type = 7 ORDER BY seq", r => r.GetString(0));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }

    private List<T> Query<T>(string sql, Func<DbDataReader, T> map)
    {
        using var session = services.GetRequiredService<IRecordStore>().OpenReader();
        return session.Query(sql, map);
    }
}
