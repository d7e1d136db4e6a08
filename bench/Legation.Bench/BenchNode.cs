using Legation.Dispatches;
using Legation.Labels;
using Legation.Organisations;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Legation.Records.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Bench;

/// <summary>A node's kernel and modules on a fresh folder, without network and screens.</summary>
internal sealed class BenchNode : IAsyncDisposable, ITrustedKeys, ITrustedNodes
{
    private readonly ServiceProvider services;

    public BenchNode(DirectoryInfo folder, bool modules)
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
            .AddSingleton(new LabelPolicies(ShippedPolicies.LegationDemo))
            .AddSingleton<IRecordStore>(_ =>
                SqliteStore.Open(new FileInfo(Path.Combine(folder.FullName, "journal.db")))
            )
            .AddSingleton<ITrustedKeys>(this)
            .AddSingleton<ITrustedNodes>(this)
            .AddRecords();
        if (modules)
            collection.AddOrganisations().AddDispatches();
        services = collection.BuildServiceProvider();
        Ledger = services.GetRequiredService<Ledger>();
        Maker = services.GetRequiredService<RecordMaker>();
    }

    public NodeIdentity Identity { get; }

    public Ledger Ledger { get; }

    public RecordMaker Maker { get; }

    public IReadOnlyList<VerificationKey> KeysOf(RecordId node) => [];

    public RecordId? OrganisationOf(RecordId node) => null;

    public bool RulesRoutes(RecordId node) => false;

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
