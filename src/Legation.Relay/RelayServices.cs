using Legation.Records.Access;
using Legation.Records.Policies;
using Legation.Records.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Legation.Relay;

/// <summary>Registers the relay of one node.</summary>
public static class RelayServices
{
    /// <summary>Adds cards, links, routes and the sending and receiving sides. The kernel must be added too.</summary>
    public static IServiceCollection AddRelay(this IServiceCollection services, RelayOptions options)
    {
        services.TryAddSingleton<INodeKeys, HandedKeys>();
        return services
            .AddSingleton(options)
            .AddSingleton<KeyTrust>()
            .AddSingleton(s => Module(s.GetRequiredService<KeyTrust>()))
            .AddSingleton<ReadKey>(_ => key => new VerificationKey(key))
            .AddSingleton<KnownNodes>()
            .AddSingleton<ITrustedKeys>(s => s.GetRequiredService<KnownNodes>())
            .AddSingleton<ITrustedNodes>(s => s.GetRequiredService<KnownNodes>())
            .AddSingleton<LinkTable>()
            .AddSingleton<QueueMarks>()
            .AddSingleton<AudienceHomes>()
            .AddSingleton<Routes>()
            .AddSingleton<Outbox>()
            .AddSingleton<ICommitParticipant>(s => s.GetRequiredService<Outbox>())
            .AddSingleton<ExpiryClock>()
            .AddSingleton<NonDeliveryWriter>()
            .AddSingleton<Expiry>()
            .AddHostedService(s => s.GetRequiredService<Expiry>())
            .AddSingleton<INonDeliveries, NonDeliveries>()
            .AddSingleton<Backfill>()
            .AddSingleton<RunnerParts>()
            .AddSingleton<HeadStore>()
            .AddSingleton<ClockTrust>()
            .AddSingleton<IAgreedTime, AgreedTime>()
            .AddSingleton<PeerWatch>()
            .AddSingleton<Sayings>()
            .AddSingleton<HeadJudge>()
            .AddSingleton<Heads>()
            .AddSingleton<PolledLines>()
            .AddSingleton<RunLink>(s => link => Run(s, link))
            .AddSingleton<RelayHost>()
            .AddHostedService(s => s.GetRequiredService<RelayHost>())
            .AddSingleton<LinkQueues>()
            .AddSingleton<LinkViews>()
            .AddSingleton<Reconsideration>()
            .AddSingleton<IPolicyFollower>(s => s.GetRequiredService<Reconsideration>())
            .AddSingleton<LinkRemoval>()
            .AddSingleton<Links>(MakeLinks)
            .AddSingleton(s => new HoldPreview(
                s.GetRequiredService<KnownNodes>(),
                s.GetRequiredService<Routes>(),
                s.GetRequiredService<AccessRule>(),
                s.GetRequiredService<Records.Storage.IRecordStore>()
            ))
            .AddSingleton(s => new PeerProbe(s.GetRequiredService<INodeKeys>(), s.GetRequiredService<KnownNodes>()))
            .AddSingleton<NodeNotices>()
            .AddSingleton<Introductions>()
            .AddSingleton<OwnCard>()
            .AddSingleton(s => new KeyChange(
                s.GetRequiredService<Ledger>(),
                s.GetRequiredService<KnownNodes>(),
                s.GetRequiredService<NodeNotices>(),
                s.GetRequiredService<OwnCard>(),
                s.GetRequiredService<INodeKeys>()
            ))
            .AddSingleton(s => new KeyRegister(
                s.GetRequiredService<Ledger>(),
                s.GetRequiredService<Records.Storage.IRecordStore>(),
                s.GetRequiredService<KnownNodes>(),
                s.GetRequiredService<KeyTrust>(),
                s.GetRequiredService<NodeNotices>(),
                s.GetRequiredService<INodeKeys>()
            ))
            .AddSingleton<NodeCards>(MakeNodeCards)
            .AddSingleton<Verifier>()
            .AddSingleton<Intake>()
            .AddSingleton<AttachmentIntake>()
            .AddSingleton<FormerPins>()
            .AddSingleton<GivenAgain>()
            .AddSingleton<Reception>()
            .AddSingleton<RelayEndpoints>()
            .AddSingleton(s => new CarriedFiles(
                s.GetRequiredService<RunnerParts>(),
                s.GetRequiredService<LinkTable>(),
                s.GetRequiredService<RelayHost>(),
                s.GetRequiredService<Reception>()
            ))
            .AddSingleton<IDistribution, Distribution>()
            .AddSingleton<IDeliveries, Deliveries>();
    }

    /// <summary>
    /// Listens for peers: HTTP/2 over TLS 1.3, both sides by pinned key. For the node's relay port only.
    /// </summary>
    public static ListenOptions ConfigureRelayTls(this ListenOptions listen)
    {
        RelayTls.Configure(listen);
        return listen;
    }

    /// <summary>Maps what peers call. On any other port than the relay's it answers as to a stranger.</summary>
    public static void MapRelay(this IEndpointRouteBuilder endpoints)
    {
        var relay = endpoints.ServiceProvider.GetRequiredService<RelayEndpoints>();
        endpoints.MapPost(RelayPaths.Batch, (RequestDelegate)relay.TakeAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints
            .MapPost(RelayPaths.Attachment, (RequestDelegate)relay.TakePieceAsync)
            .AllowAnonymous()
            .ExcludeFromDescription();
        endpoints.MapPost(RelayPaths.Poll, (RequestDelegate)relay.PollAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapPost(RelayPaths.Head, (RequestDelegate)relay.HearAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapGet(RelayPaths.Call, (RequestDelegate)relay.CallAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static ModuleDefinition Module(KeyTrust trust) =>
        new(
            "relay",
            [new IntroductionKind(), new RenewalKind(trust), new RevocationKind(trust), new NonDeliveryKind()],
            EmbeddedSql.Read(typeof(RelayServices), "relay-projections.sql"),
            [
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-001.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-002.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-003.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-004.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-005.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-006.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-007.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-008.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-009.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-010.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-011.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-012.sql"),
                EmbeddedSql.Read(typeof(RelayServices), "relay-state-013.sql"),
            ]
        );

    private static IRunningLink Run(IServiceProvider s, LinkRow link)
    {
        var parts = s.GetRequiredService<RunnerParts>();
        var called = new PeerLine(
            parts.Options,
            parts.Keys,
            parts.Nodes,
            s.GetRequiredService<FormerPins>(),
            link.Peer
        );
        var polled = s.GetRequiredService<PolledLines>().To(link.Peer);
        var sending = new LinkRunner(parts, link, new LineByCard(called, polled, parts, link.Peer));
        return parts.Options.Address is null
            ? new PollingLink(sending, new Poller(called, link.Peer, parts, s.GetRequiredService<Reception>()))
            : sending;
    }

    private static Links MakeLinks(IServiceProvider s) =>
        new(
            s.GetRequiredService<Ledger>(),
            s.GetRequiredService<KnownNodes>(),
            s.GetRequiredService<LinkTable>(),
            s.GetRequiredService<LinkViews>(),
            s.GetRequiredService<LinkQueues>(),
            s.GetRequiredService<RelayHost>(),
            s.GetRequiredService<Reconsideration>(),
            s.GetRequiredService<LinkRemoval>(),
            s.GetRequiredService<Outbox>(),
            s.GetRequiredService<Backfill>(),
            s.GetRequiredService<ClockTrust>()
        );

    private static NodeCards MakeNodeCards(IServiceProvider s) =>
        new(
            s.GetRequiredService<OwnCard>(),
            s.GetRequiredService<KnownNodes>(),
            s.GetRequiredService<Ledger>(),
            s.GetRequiredService<Records.Storage.IRecordStore>(),
            s.GetRequiredService<Introductions>(),
            s
        );
}
