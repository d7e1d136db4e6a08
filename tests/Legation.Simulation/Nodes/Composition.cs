using System.Collections.Immutable;
using Legation.Dispatches;
using Legation.Organisations;
using Legation.Records.Attachments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Legation.Simulation;

/// <summary>
/// The product's own registrations, and in them what a simulated node has of another kind: store, keys, clock, line, and
/// the thread of the writer. Each life of a node is a scope, for a container is dear to build.
/// </summary>
internal static class Composition
{
    private static readonly ServiceProvider Container = Build();

    public static IServiceScope Begin(SimulatedNode node)
    {
        var scope = Container.CreateScope();
        scope.ServiceProvider.GetRequiredService<Life>().Node = node;
        return scope;
    }

    private static ServiceProvider Build()
    {
        var product = new ServiceCollection()
            .AddRecords()
            .AddRelay(new RelayOptions(Identity.All[0].Certificate, Identity.All[0].Address, "", ""))
            .AddOrganisations()
            .AddDispatches()
            .AddSingleton(provider => Of(provider).Options)
            .AddSingleton(provider => Of(provider).NodeIdentity)
            .AddSingleton(provider => Of(provider).OpenStore())
            .AddSingleton<TimeProvider>(provider => Of(provider).Clock)
            .AddSingleton<INodeKeys>(provider => Of(provider).Keys)
            .AddSingleton<ReadKey>(_ => QuickSigner.Read)
            .AddSingleton<RunLink>(provider => link => Of(provider).Run(link))
            .AddSingleton(EffectCount.Module)
            .AddSingleton<ICommitParticipant, EffectCount>()
            .AddSingleton(MakeLedger);
        var nowhere = new DirectoryInfo(Path.Combine(Path.GetTempPath(), "legation-simulation"));
        IServiceCollection services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(new LabelPolicies(ShippedPolicies.LegationDemo))
            .AddSingleton(new AttachmentFiles(nowhere))
            .AddScoped<Life>();
        foreach (var service in product.Where(service => service.ServiceType != typeof(IHostedService)))
            services.Add(OfOneLife(service));
        return services.BuildServiceProvider();
    }

    private static ServiceDescriptor OfOneLife(ServiceDescriptor service) =>
        service switch
        {
            { ImplementationInstance: not null } => service,
            { ImplementationFactory: { } factory } => new(service.ServiceType, factory, ServiceLifetime.Scoped),
            _ => new(service.ServiceType, service.ImplementationType!, ServiceLifetime.Scoped),
        };

    private static SimulatedNode Of(IServiceProvider provider) => provider.GetRequiredService<Life>().Node;

    private static Ledger MakeLedger(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<NodeIdentity>(),
            provider.GetRequiredService<IRecordStore>(),
            provider.GetServices<ModuleDefinition>(),
            provider.GetServices<ICommitParticipant>(),
            provider.GetRequiredService<ITrustedKeys>(),
            provider.GetRequiredService<Interned>(),
            provider.GetRequiredService<TimeProvider>(),
            NullLogger<Ledger>.Instance,
            attachments: null,
            new InlineWriter()
        );

    private sealed class Life
    {
        public SimulatedNode Node { get; set; } = null!;
    }
}
