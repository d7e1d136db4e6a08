using Legation.Dispatches;
using Legation.Labels;
using Legation.Organisations;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Search;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Legation.Records.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Bench;

/// <summary>A node's kernel and modules on a fresh folder, without network and screens.</summary>
internal sealed class BenchNode : IAsyncDisposable, ITrustedKeys, ITrustedNodes
{
    private readonly ServiceProvider services;

    public BenchNode(
        DirectoryInfo folder,
        bool modules,
        ModuleDefinition? module = null,
        LabelPolicies? policies = null
    )
    {
        var made = TimeProvider.System.GetUtcNow();
        Identity = new NodeIdentity(
            RecordId.New("node", made),
            "Bench",
            RecordId.New("organisation", made),
            1,
            NodeKey.Generate()
        );
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton(Identity)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(policies ?? new LabelPolicies(ShippedPolicies.LegationDemo))
            .AddSingleton<IRecordStore>(_ =>
                SqliteStore.Open(new FileInfo(Path.Combine(folder.FullName, "journal.db")))
            )
            .AddSingleton<ITrustedKeys>(this)
            .AddSingleton<ITrustedNodes>(this)
            .AddRecords();
        if (modules)
            collection.AddOrganisations().AddDispatches();
        if (module is not null)
            collection.AddModule(module);
        services = collection.BuildServiceProvider();
        Ledger = services.GetRequiredService<Ledger>();
        Maker = services.GetRequiredService<RecordMaker>();
    }

    public NodeIdentity Identity { get; }

    public Ledger Ledger { get; }

    public RecordMaker Maker { get; }

    public IRecordStore Store => services.GetRequiredService<IRecordStore>();

    public SearchIndex Search => services.GetRequiredService<SearchIndex>();

    public ReadGateway Gateway => services.GetRequiredService<ReadGateway>();

    /// <summary>How a context of one's own reads the store.</summary>
    public DbContextOptions<TContext> Reading<TContext>()
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        services.GetRequiredService<IRecordStore>().ConfigureReading(options);
        return options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
    }

    /// <summary>The rule for reading as it begins with other policies.</summary>
    public AccessRule RuleOf(LabelPolicies policies) =>
        new(services.GetRequiredService<Interned>(), new AcceptedPolicies(policies), TimeProvider.System);

    public IReadOnlyList<VerificationKey> KeysOf(RecordId node) => [];

    public RecordId? OrganisationOf(RecordId node) => null;

    public bool RulesRoutes(RecordId node) => false;

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
