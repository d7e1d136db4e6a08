using Legation.Labels;
using Legation.Records.Access;
using Legation.Records.Alarms;
using Legation.Records.Attachments;
using Legation.Records.Policies;
using Legation.Records.Search;
using Legation.Records.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Records;

/// <summary>Registers the kernel of one node.</summary>
public static class RecordsServices
{
    /// <summary>
    /// Adds ledger, access rule and read gateway. The caller adds <see cref="NodeIdentity"/>,
    /// <see cref="IRecordStore"/>, the <see cref="LabelPolicies"/> that count from the start, <see cref="TimeProvider"/> and the modules;
    /// <see cref="AttachmentFiles"/> if the node keeps attachments; the relay adds <see cref="ITrustedKeys"/> and its <see cref="ICommitParticipant"/>.
    /// </summary>
    public static IServiceCollection AddRecords(this IServiceCollection services) =>
        services
            .AddSingleton<Interned>()
            .AddSingleton<Ledger>()
            .AddSingleton<AccessRule>()
            .AddSingleton<ReadAudit>()
            .AddSingleton<ReadGateway>()
            .AddSingleton<RestingPositions>()
            .AddSingleton<VisibleChanges>()
            .AddSingleton<RecordAccess>()
            .AddSingleton<LossPreview>()
            .AddSingleton<RecordMaker>()
            .AddSingleton<ProvenAttachments>()
            .AddSingleton<IAlarms, StoredAlarms>()
            .AddHostedService<AttachmentSweep>()
            .AddSingleton<SearchIndex>()
            .AddHostedService<SearchFollower>()
            .AddPolicies();

    private static IServiceCollection AddPolicies(this IServiceCollection services) =>
        services
            .AddSingleton(provider => new ModuleDefinition(
                "policies",
                [new PolicyKind(provider.GetRequiredService<LabelPolicies>())],
                EmbeddedSql.Read(typeof(PolicyKind), "projections.sql"),
                [EmbeddedSql.Read(typeof(PolicyKind), "state.sql")]
            ))
            .AddSingleton(provider =>
            {
                var (store, shipped) = (
                    provider.GetRequiredService<IRecordStore>(),
                    provider.GetRequiredService<LabelPolicies>()
                );
                // The tables are made when the ledger opens, which needs this.
                return new AcceptedPolicies(() => PolicyStore.Counting(store, shipped));
            })
            .AddSingleton<PolicyRegister>();

    /// <summary>Adds a module's kinds, projections and node state.</summary>
    public static IServiceCollection AddModule(this IServiceCollection services, ModuleDefinition module) =>
        services.AddSingleton(module);
}
