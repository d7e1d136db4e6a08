using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Legation.Dispatches;
using Legation.Labels;
using Legation.Organisations;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Attachments;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Legation.Records.Storage.Sqlite;
using Legation.Relay;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Legation.Bench;

/// <summary>A node with kernel, modules and relay on a fresh folder, listening for its peers on loopback.</summary>
internal sealed class LineNode : IAsyncDisposable
{
    private readonly NodeKey key = NodeKey.Generate();
    private readonly X509Certificate2 certificate = SelfSigned();
    private readonly WebApplication app;

    private LineNode(DirectoryInfo folder, string name, bool behindLine)
    {
        var now = TimeProvider.System.GetUtcNow();
        Identity = new NodeIdentity(RecordId.New("node", now), name, RecordId.New("organisation", now), 1, key);
        var port = FreePorts.Next();
        Line = behindLine ? new ThrottledLine(port) : null;
        app = Build(folder, port);
    }

    public NodeIdentity Identity { get; }

    /// <summary>Over which peers call this node; null: straight.</summary>
    public ThrottledLine? Line { get; }

    /// <summary>The node's one office, in the directory.</summary>
    public RecordId Office { get; private set; }

    /// <summary>The node's one post, in that office.</summary>
    public RecordId Post { get; private set; }

    public Author Author => new(new RecordId("person", Post.Uuid), Post);

    public Ledger Ledger => Get<Ledger>();

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<LineNode> StartAsync(DirectoryInfo folder, string name, bool behindLine = false)
    {
        var node = new LineNode(folder.CreateSubdirectory(name), name, behindLine);
        await node.app.StartAsync();
        var registrar = node.Get<DirectoryRegistrar>();
        LocalisedName[] names = [new(name, "en")];
        var (details, how) = (new EntryDetails(), new Entering(SampleRecords.Label));
        await registrar.OrganisationAsync([.. names], details, how);
        node.Office = (await registrar.OfficeAsync([.. names], details, how)).Id;
        node.Post = (await registrar.PostAsync([.. names], node.Office, details, how)).Id;
        return node;
    }

    public async Task KnowAsync(LineNode other, bool rulesRoutes = false) =>
        _ = (
            await Get<NodeCards>().AcceptAsync(other.Get<NodeCards>().Own(), SampleRecords.Clearance, rulesRoutes)
        ).Value;

    public async Task LinkAsync(LineNode other, bool carriesTheRest = false) =>
        _ = (await Get<Links>().AddAsync(other.Identity.Id, carriesTheRest)).Value;

    public SignedRecord[] Write(
        int count,
        Precedence precedence,
        IEnumerable<AttachmentReference> attached,
        params IReadOnlyList<RecordId> audience
    ) =>
        SampleRecords.Make(
            Get<RecordMaker>(),
            new RecordIntent(Author, SampleRecords.Label, audience)
            {
                Precedence = precedence,
                Attachments = [.. attached],
            },
            count
        );

    public SignedRecord[] Write(int count, params IReadOnlyList<RecordId> audience) =>
        SampleRecords.Make(Get<RecordMaker>(), Author, audience, count);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (Line is not null)
            await Line.DisposeAsync();
        key.Dispose();
        certificate.Dispose();
    }

    private WebApplication Build(DirectoryInfo folder, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port, listen => listen.ConfigureRelayTls()));
        builder
            .Services.AddRecords()
            .AddRelay(
                new RelayOptions(certificate, new Uri($"https://localhost:{Line?.Port ?? port}"), "Bench", "Etc/UTC")
                {
                    Port = port,
                }
            )
            .AddOrganisations()
            .AddDispatches()
            .AddSingleton<Officers>()
            .AddSingleton<IPrincipals>(provider => provider.GetRequiredService<Officers>())
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new LabelPolicies(ShippedPolicies.LegationDemo))
            .AddSingleton(Identity)
            .AddSingleton(new AttachmentFiles(new DirectoryInfo(Path.Combine(folder.FullName, "attachments"))))
            .AddSingleton<IRecordStore>(_ =>
                SqliteStore.Open(new FileInfo(Path.Combine(folder.FullName, "journal.db")))
            );
        var built = builder.Build();
        built.MapRelay();
        return built;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var tls = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=legation bench", tls, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
    }
}
