using Legation.Records;
using Legation.Records.Samples;
using Legation.Server.Accounts;
using Legation.Server.Nodes;

namespace Legation.Server.Demonstration;

/// <summary>Several nodes in one process, each with its own folder, ports and ledger, linked over real HTTPS on loopback.</summary>
internal sealed class DemonstrationNetwork : IAsyncDisposable
{
    private readonly string root;
    private readonly NetworkSample sample;
    private readonly DemonstrationClock clock;
    private readonly IReadOnlyList<NodeHost> hosts;
    private readonly DemonstrationPeers peers;

    private DemonstrationNetwork(
        string root,
        NetworkSample sample,
        DemonstrationClock clock,
        IReadOnlyList<NodeHost> hosts
    )
    {
        this.root = root;
        this.sample = sample;
        this.clock = clock;
        this.hosts = hosts;
        peers = new DemonstrationPeers(hosts);
    }

    public IReadOnlyList<NodeHost> Hosts => hosts;

    /// <summary>Opens the nodes, making and filling them on the first start, and lets them serve.</summary>
    public static async Task<DemonstrationNetwork> StartAsync(
        string root,
        int? portBase,
        bool samples,
        CancellationToken cancellation
    )
    {
        var time = new DemonstrationClock();
        var definition = NetworkSample.Read();
        var folders = new DemonstrationFolders(root, portBase, definition);
        var passwords = folders.Fresh ? DemonstrationPasswords.Begin(definition) : null;
        var opened = await OpenAllAsync(folders.Open(time.GetUtcNow()), time);
        var network = new DemonstrationNetwork(root, definition, time, opened);
        try
        {
            if (passwords is null)
                await network.ServeAsync(cancellation);
            else
            {
                await network.FillAsync(passwords, samples, cancellation);
                folders.Finish();
                network.SetPreparing(false);
            }
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Who can sign in, each with a link that works once.</summary>
    public async Task<IReadOnlyList<(Credential Person, Uri Link)>> PeopleAsync()
    {
        var people = Credential.Read(root) ?? [];
        var links = people.Select(person =>
            ServicesOf(person.Node).GetRequiredService<OneTimeLinks>().MakeAsync(person.User)
        );
        return [.. people.Zip(await Task.WhenAll(links))];
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));

    private static async Task<NodeHost[]> OpenAllAsync(IReadOnlyList<NodeFolder> folders, DemonstrationClock clock)
    {
        var opening = folders.Select(folder => Task.Run(() => NodeHost.Open(folder, clock))).ToList();
        try
        {
            return await Task.WhenAll(opening);
        }
        catch
        {
            foreach (var opened in opening.Where(task => task.IsCompletedSuccessfully))
                await (await opened).DisposeAsync();
            throw;
        }
    }

    private Task ServeAsync(CancellationToken cancellation) =>
        Task.WhenAll(hosts.Select(host => Task.Run(() => host.StartAsync(cancellation), cancellation)));

    private void SetPreparing(bool preparing)
    {
        foreach (var host in hosts)
            host.Services.GetRequiredService<NodeReadiness>().Preparing = preparing;
    }

    private async Task FillAsync(DemonstrationPasswords passwords, bool samples, CancellationToken cancellation)
    {
        SetPreparing(true);
        await ServeAsync(cancellation);
        var network = Describe();
        var loaders = hosts[0].Services.GetServices<ISampleLoader>().ToList();
        foreach (var loader in loaders.Where(loader => loader.Phase == SamplePhase.Directory))
            await loader.LoadAsync(network, cancellation);
        var connecting = peers.ConnectAsync(sample.Lines, cancellation);
        var accounts = await Task.WhenAll(
            network.Nodes.Zip(sample.Nodes, (node, of) => DemonstrationAccounts.MakeAsync(node, of, passwords))
        );
        Credential.Write(root, [.. accounts.SelectMany(node => node)]);
        await connecting;
        await peers.SettledAsync(cancellation);
        foreach (var loader in loaders.Where(loader => samples && loader.Phase == SamplePhase.Work))
            await loader.LoadAsync(network, cancellation);
        clock.FollowMachine();
        foreach (var (host, of) in hosts.Zip(sample.Nodes))
            await DemonstrationAccounts.AppointAsync(host.Services, of);
    }

    private SampleNetwork Describe()
    {
        var nodes = hosts.Zip(sample.Document.GetProperty("nodes").EnumerateArray(), Describe).ToList();
        return new SampleNetwork(nodes, clock, sample.Document, NetworkSample.Open, peers.SettledAsync);
    }

    private static SampleNode Describe(NodeHost host, System.Text.Json.JsonElement definition) =>
        new(host.Folder.Description.Code, host.Services.GetRequiredService<NodeIdentity>(), host.Services, definition);

    private IServiceProvider ServicesOf(string code) =>
        hosts.Single(host => host.Folder.Description.Code == code).Services;
}
