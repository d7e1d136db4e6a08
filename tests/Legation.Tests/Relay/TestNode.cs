using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Attachments;
using Legation.Records.Signing;
using Legation.Records.Storage;
using Legation.Records.Storage.Sqlite;
using Legation.Relay;
using Legation.Tests.Records.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Legation.Tests.Relay;

/// <summary>A whole node on loopback with its own folder, keys and port; it can be stopped and started again.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("legation-relay-").FullName;
    private readonly int port = FreePorts.Next();
    private WebApplication? app;
    private long taken;

    private TestNode(string name)
    {
        Name = name;
        Keys = new MemoryKeys(name);
        Organisation = RecordId.New("organisation", TimeProvider.System.GetUtcNow());
        Id = RecordId.New("node", TimeProvider.System.GetUtcNow());
    }

    public static Clearance Unclassified { get; } = Cleared("UNCLASSIFIED");

    public static Clearance Restricted { get; } = Cleared("UNCLASSIFIED", "RESTRICTED");

    public string Name { get; }

    public RecordId Id { get; }

    public RecordId Organisation { get; }

    public int Epoch { get; set; } = 1;

    public MemoryKeys Keys { get; }

    /// <summary>Stands between this node and its line.</summary>
    public TestLine Line { get; } = new();

    public SkewedClock Clock { get; } = new();

    public StoppingStore Store { get; private set; } = null!;

    /// <summary>Where this node keeps the contents of attachments.</summary>
    public string AttachmentFolder => Path.Combine(folder, "attachments");

    public RecordKind[] Kinds { get; init; } = [new NoteKind(), new MarkKind(), new ShareKind()];

    public Ledger Ledger => Get<Ledger>();

    public NodeCards Cards => Get<NodeCards>();

    public Links Links => Get<Links>();

    public T Get<T>()
        where T : notnull => app!.Services.GetRequiredService<T>();

    /// <summary>Whether it has no address: peers cannot call it.</summary>
    public bool CallsOnly { get; init; }

    public static async Task<TestNode> StartCallingAsync(string name)
    {
        var node = new TestNode(name) { CallsOnly = true };
        await node.StartAsync();
        return node;
    }

    public static async Task<TestNode> StartAsync(string name, params RecordKind[] kinds)
    {
        var node = kinds.Length == 0 ? new TestNode(name) : new TestNode(name) { Kinds = kinds };
        await node.StartAsync();
        return node;
    }

    public async Task StartAsync()
    {
        Store = new StoppingStore(SqliteStore.Open(new FileInfo(Path.Combine(folder, "journal.db"))));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(Listen);
        var address = CallsOnly ? null : new Uri($"https://localhost:{port}");
        var options = new RelayOptions(null, address, "Tokyo, Japan", "Asia/Tokyo") { Line = Line.Over };
        builder
            .Services.AddSingleton<INodeKeys>(Keys)
            .AddRecords()
            .AddRelay(options)
            .AddModule(new ModuleDefinition("notes", Kinds))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new LabelPolicies(ShippedPolicies.LegationDemo))
            .AddSingleton(new NodeIdentity(Id, Name, Organisation, Epoch, new CurrentSigner(Keys)))
            .AddSingleton(new AttachmentFiles(new DirectoryInfo(AttachmentFolder)))
            .AddSingleton<IRecordStore>(_ => Store);
        app = builder.Build();
        Get<KeyChange>().Recover();
        app.MapRelay();
        await app.StartAsync();
    }

    private void Listen(KestrelServerOptions kestrel)
    {
        if (CallsOnly)
            kestrel.Listen(IPAddress.Loopback, 0);
        else
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.ConfigureRelayTls());
    }

    public async Task StopAsync()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>Accepts the other's card here.</summary>
    public async Task AcceptAsync(TestNode other, Clearance? clearance = null) =>
        (await Cards.AcceptAsync(other.Cards.Own(), clearance ?? Restricted)).Refusal.ShouldBeNull();

    /// <summary>Accepts cards both ways and adds a link both ways.</summary>
    public async Task LinkAsync(TestNode other, bool rest = false, bool restBack = false)
    {
        await AcceptAsync(other);
        await other.AcceptAsync(this);
        await AddLinkAsync(other, rest);
        await other.AddLinkAsync(this, restBack);
    }

    public async Task AddLinkAsync(TestNode other, bool rest = false) =>
        (await Links.AddAsync(other.Id, rest)).Refusal.ShouldBeNull();

    public LinkView LinkTo(TestNode other) => Links.All().Single(link => link.Peer == other.Id);

    /// <summary>Writes this node's organisation into the directory, for everyone.</summary>
    public Task<SignedRecord> PublishOrganisationAsync() =>
        WriteAsync(Organisation, [Audiences.Everyone], "UNCLASSIFIED", Precedence.Routine);

    public Task<SignedRecord> WriteAsync(
        RecordId audience,
        string classification = "UNCLASSIFIED",
        Precedence precedence = Precedence.Routine
    ) => WriteAsync(NewId("note"), [audience], classification, precedence);

    public async Task<SignedRecord> WriteAsync(
        RecordId id,
        RecordId[] audience,
        string classification,
        Precedence precedence
    )
    {
        var record = Sign(id, audience, classification, precedence);
        (await Ledger.CommitAsync(record)).Refusal.ShouldBeNull();
        return record;
    }

    /// <summary>Keeps contents and writes a record that names them.</summary>
    public async Task<SignedRecord> AttachAsync(RecordId audience, string classification, params byte[][] contents)
    {
        var attached = new List<AttachmentReference>();
        foreach (var content in contents)
        {
            var kept = (await Get<AttachmentFiles>().KeepAsync(new MemoryStream(content), default)).Value;
            attached.Add(new AttachmentReference(kept.Hash, kept.Size, "application/octet-stream"));
        }
        var record = SignNaming(audience, classification, attached);
        (await Ledger.CommitAsync(record)).Refusal.ShouldBeNull();
        return record;
    }

    /// <summary>Writes what a person sends and what is of no use after some time.</summary>
    public async Task<SignedRecord> WriteAsync(RecordId audience, TimeSpan useful)
    {
        var header = Sign(NewId("note"), [audience]).Header with
        {
            Author = new Author(NewId("person"), NewId("post")),
            Expires = (Clock.GetUtcNow() + useful).ToWholeMicroseconds(),
        };
        var record = SignedRecord.Sign(header, "{}"u8.ToArray(), Keys.InUse.Signer);
        (await Ledger.CommitAsync(record)).Refusal.ShouldBeNull();
        return record;
    }

    /// <summary>A record that names contents, whether or not they are here.</summary>
    public SignedRecord SignNaming(
        RecordId audience,
        string classification,
        IEnumerable<AttachmentReference> attached
    ) =>
        SignedRecord.Sign(
            Sign(NewId("note"), [audience], classification).Header with
            {
                Attachments = [.. attached],
            },
            "{}"u8.ToArray(),
            Keys.InUse.Signer
        );

    /// <summary>Whether all that the record names is here.</summary>
    public bool HasContents(SignedRecord record) => record.Header.Attachments.All(Get<AttachmentFiles>().IsHere);

    /// <summary>What is said of a record's attachments on the link to a peer.</summary>
    public string FilesOf(SignedRecord record, TestNode peer) =>
        Get<IDeliveries>().Of(record.Header.Id).SingleOrDefault(d => d.Peer == peer.Id)?.Files ?? "";

    /// <summary>Writes the next version of a record of this node.</summary>
    public async Task<SignedRecord> ReviseAsync(
        SignedRecord before,
        RecordId audience,
        string? classification = null,
        bool attached = true
    )
    {
        var header = before.Header with
        {
            Version = before.Header.Version + 1,
            Previous = before.Hash,
            Audience = [audience],
            Label = classification is null ? before.Header.Label : LabelOf(classification),
            Attachments = attached ? before.Header.Attachments : [],
        };
        var record = SignedRecord.Sign(header, "{}"u8.ToArray(), Keys.InUse.Signer);
        (await Ledger.CommitAsync(record)).Refusal.ShouldBeNull();
        return record;
    }

    /// <summary>Relabels a record, in its audience: once under the label that was, once under the label that is.</summary>
    public async Task RelabelAsync(SignedRecord record, string before, string after, int number = 1)
    {
        foreach (var under in new[] { before, after })
            await SayAsync("mark", record, under, $"{number}{after}", record.Header.Audience);
    }

    /// <summary>Lets another party have a record.</summary>
    public Task ShareAsync(SignedRecord record, string classification, RecordId party) =>
        SayAsync("share", record, classification, party.ToString(), [.. record.Header.Audience, party]);

    /// <summary>Writes a record of a kind that says something of another, under a label of its own.</summary>
    public async Task SayAsync(
        string kind,
        SignedRecord about,
        string classification,
        string said,
        IEnumerable<RecordId> audience
    )
    {
        var header = Sign(NewId(kind), [.. audience], classification).Header with
        {
            References = [about.ToReference()],
        };
        var record = SignedRecord.Sign(header, Encoding.UTF8.GetBytes(said), Keys.InUse.Signer);
        (await Ledger.CommitAsync(record)).Refusal.ShouldBeNull();
    }

    public SignedRecord Sign(
        RecordId id,
        RecordId[] audience,
        string classification = "UNCLASSIFIED",
        Precedence precedence = Precedence.Routine,
        int bodyLength = 20
    ) => Sign(id, audience, LabelOf(classification), precedence, bodyLength);

    public SignedRecord Sign(
        RecordId id,
        RecordId[] audience,
        Label label,
        Precedence precedence = Precedence.Routine,
        int bodyLength = 20
    )
    {
        var header = new RecordHeader
        {
            Id = id,
            Home = Id,
            Epoch = Epoch,
            Author = new Author(Id, Id),
            Made = Clock.GetUtcNow().ToWholeMicroseconds(),
            Label = label,
            Audience = [.. audience],
            Precedence = precedence,
            BodyCommitment = default,
        };
        return SignedRecord.Sign(header, [.. Enumerable.Repeat((byte)' ', bodyLength)], Keys.InUse.Signer);
    }

    public static RecordId NewId(string kind) => RecordId.New(kind, TimeProvider.System.GetUtcNow());

    /// <summary>How often a version of the record stands in this node's journal.</summary>
    public long Count(SignedRecord record) =>
        Query("SELECT COUNT(*) FROM journal WHERE type = 1 AND record = $1", record.Header.Id.ToBytes());

    /// <summary>The classification under which a record is in effect here; null if it is not.</summary>
    public string? ClassificationOf(SignedRecord record)
    {
        using var journal = new Journal(Get<IRecordStore>());
        return journal.Current(record.Header.Id)?.EffectiveLabel.Classification;
    }

    public long Query(string sql, params object[] values)
    {
        using var journal = new Journal(Get<IRecordStore>());
        return journal.Query(sql, r => r.GetInt64(0), values).SingleOrDefault();
    }

    /// <summary>Takes a record as from a peer's line, under a number far ahead; what the receipt says of it.</summary>
    public async Task<ReceiptLine> TakeFromAsync(RecordId peer, SignedRecord record)
    {
        var receipt = await TakeAsync(peer, record, 1_000_000 + ++taken);
        return ReceiptCodec.Open(receipt, Cards.KeysOf(Id))!.Lines.Single();
    }

    /// <summary>Takes a record as from a peer's line, under a number; the receipt.</summary>
    public async Task<byte[]> TakeAsync(RecordId peer, SignedRecord record, long number)
    {
        var head = new BatchHead(peer, 1, Id, Lane.Flash, number, [record.Hash]);
        var batch = new Batch(head, [new BatchItem(record.Envelope, record.Salt, record.Body)]);
        return (await Get<Intake>().TakeAsync(batch)).Receipt!;
    }

    /// <summary>Waits until the record is here.</summary>
    public Task ReceivesAsync(SignedRecord record) => Eventually.Async(() => Count(record) > 0);

    public DeliveryState? DeliveryOf(SignedRecord record, TestNode peer) =>
        Get<IDeliveries>().Of(record.Header.Id).SingleOrDefault(d => d.Peer == peer.Id)?.State;

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await StopAsync();
        Keys.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    public static X509Certificate2 SelfSigned(string name)
    {
        using var tls = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=legation node", tls, HashAlgorithmName.SHA256);
        // Long over: dates are not what is trusted.
        var from = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
        _ = name;
        return request.CreateSelfSigned(from, from.AddYears(1));
    }

    public static Label LabelOf(string classification) =>
        ShippedPolicies.LegationDemo.Complete(
            new Label { Policy = "LEGATION-DEMO", Classification = classification },
            TimeProvider.System.GetUtcNow()
        );

    private static Clearance Cleared(params string[] classifications) =>
        new()
        {
            Policy = "LEGATION-DEMO",
            Classifications = [.. classifications],
            Categories = System.Collections.Immutable.ImmutableSortedDictionary<
                string,
                System.Collections.Immutable.ImmutableArray<string>
            >.Empty.Add("releasableTo", ["ALLIANCE"]),
        };
}

/// <summary>A clock that runs, does not tell the right time, and can be moved on.</summary>
internal sealed class SkewedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    /// <summary>How much more time has passed than has.</summary>
    public TimeSpan Passed { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead + Passed;

    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(Passed.TotalSeconds * System.TimestampFrequency);
}

/// <summary>A kind that a module of the tests defines.</summary>
internal sealed class NoteKind : RecordKind
{
    public override string Name => "note";
}

/// <summary>Relabels what it refers to, as number 1, to the classification that is its body.</summary>
internal sealed class MarkKind : RecordKind
{
    public override string Name => "mark";

    public override Relabelling? Relabels(SignedRecord record) =>
        new(TestNode.LabelOf(Encoding.UTF8.GetString(record.Body[1..])), record.Body[0] - '0');
}

/// <summary>Lets the party that is its body have what it refers to.</summary>
internal sealed class ShareKind : RecordKind
{
    public override string Name => "share";

    public override IEnumerable<RecordId> Grants(SignedRecord record) =>
        [RecordId.Parse(Encoding.UTF8.GetString(record.Body))];
}

/// <summary>Waits for what happens on other threads.</summary>
internal static class Eventually
{
    public static async Task Async(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
            await Task.Delay(10, limit.Token);
    }
}
