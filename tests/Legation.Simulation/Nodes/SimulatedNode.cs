using Microsoft.Extensions.DependencyInjection;

namespace Legation.Simulation;

/// <summary>A node: what its disk keeps, and the product's own code over it while it is up.</summary>
internal sealed class SimulatedNode
{
    private readonly Network network;
    private IServiceScope? life;
    private QueueWatch? watch;

    public SimulatedNode(Network network, Identity identity, SimulatedDisk disk)
    {
        (this.network, Identity, Disk) = (network, identity, disk);
        Keys = new SimulatedKeys(identity);
        Clock = new SimulatedClock(() => network.Elapsed);
        Options = new RelayOptions(identity.Certificate, identity.Address, "Tokyo, Japan", "Asia/Tokyo");
    }

    public Identity Identity { get; }

    public int Index => Identity.Index;

    public SimulatedDisk Disk { get; }

    public SimulatedClock Clock { get; }

    public RelayOptions Options { get; }

    public int Epoch { get; set; } = 1;

    public SimulatedKeys Keys { get; }

    public IRecordSigner Signer => Keys.InUse.Signer;

    public NodeIdentity NodeIdentity =>
        new(Identity.Node, Identity.Name, Identity.Organisation, Epoch, new CurrentSigner(Keys));

    /// <summary>The card that its people hand out.</summary>
    public byte[] Card => Get<NodeCards>().Own();

    /// <summary>How often the power has failed.</summary>
    public int Crashes { get; set; }

    public bool IsUp => life is not null && !Disk.IsDown;

    /// <summary>The links that run, by the number of the peer.</summary>
    public SortedDictionary<int, SimulatedLink> Links { get; } = [];

    public Ledger Ledger => Get<Ledger>();

    public T Get<T>()
        where T : notnull =>
        (life ?? throw new InvalidOperationException("The node is down.")).ServiceProvider.GetRequiredService<T>();

    public IRecordStore OpenStore() => network.Mutation.Over(new SimulatedStore(Disk), this);

    public IRunningLink Run(LinkRow link) =>
        Links[network.IndexOf(link.Peer)] = new SimulatedLink(network, this, Get<RunnerParts>(), link);

    /// <summary>Starts the process on what the disk has.</summary>
    public void Start()
    {
        Disk.PowerOn();
        life = Composition.Begin(this);
        _ = Ledger;
        // Since when it waits for a peer to confirm its clock.
        _ = Get<IAgreedTime>();
        Get<KeyChange>().Recover();
        watch = new QueueWatch(Get<QueueMarks>());
        Get<RelayHost>().StartLinks();
        Wait.For(Get<Backfill>().ResumeAsync(CancellationToken.None));
        Look();
    }

    /// <summary>The power fails: the process is gone, and what it had not committed.</summary>
    public void Crash()
    {
        Disk.PowerOff();
        Crashes++;
        life = null;
        watch = null;
        Links.Clear();
    }

    /// <summary>Wakes the links on which something was queued.</summary>
    public void Look()
    {
        if (IsUp)
            Get<RelayHost>().WakeQueued(watch!);
    }

    public List<T> Query<T>(string sql, Func<System.Data.Common.DbDataReader, T> map, params object?[] values) =>
        Disk.Query(sql, map, values);

    /// <summary>All versions of records that its disk has, in effect or not.</summary>
    public HashSet<Digest> Versions() =>
        [
            .. Query(
                "SELECT hash FROM current UNION SELECT hash FROM other_version UNION SELECT hash FROM held",
                r => new Digest((byte[])r.GetValue(0))
            ),
        ];

    /// <summary>Whether a version is the one in effect here.</summary>
    public bool HasInEffect(Written version) =>
        Query(JournalSql.FindCurrent, r => new Digest((byte[])r.GetValue(3)), version.Id.ToBytes(), version.Id.Kind)
            .Contains(version.Hash);

    public long Number(string sql, params object?[] values) => Disk.Query(sql, r => r.GetInt64(0), values).Single();
}

/// <summary>All that a simulated node waits for is done at once.</summary>
internal static class Wait
{
    public static void For(Task task)
    {
        if (!task.IsCompleted)
            throw new InvalidOperationException("A simulated node waits for another thread.");
        task.GetAwaiter().GetResult();
    }

    public static T For<T>(Task<T> task)
    {
        For((Task)task);
        return task.GetAwaiter().GetResult();
    }
}
