using Legation.Records.Access;
using Legation.Records.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Records;

/// <summary>Registers the kernel of one node.</summary>
public static class RecordsServices
{
    /// <summary>
    /// Adds ledger, access rule and read gateway. The caller adds <see cref="NodeIdentity"/>,
    /// <see cref="IRecordStore"/>, <see cref="Labels.LabelPolicies"/>, <see cref="TimeProvider"/> and the modules;
    /// the relay adds <see cref="ITrustedKeys"/> and its <see cref="ICommitParticipant"/>.
    /// </summary>
    public static IServiceCollection AddRecords(this IServiceCollection services) =>
        services
            .AddSingleton<Interned>()
            .AddSingleton<Ledger>()
            .AddSingleton<AccessRule>()
            .AddSingleton<ReadAudit>()
            .AddSingleton<ReadGateway>()
            .AddSingleton<RecordMaker>();

    /// <summary>Adds a module's kinds, projections and node state.</summary>
    public static IServiceCollection AddModule(this IServiceCollection services, ModuleDefinition module) =>
        services.AddSingleton(module);
}
