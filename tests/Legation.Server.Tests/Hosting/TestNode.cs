using System.Text;
using System.Text.Json.Nodes;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Policies;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Duty;
using Legation.Server.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Server.Tests.Hosting;

/// <summary>A node that serves on free ports from a folder of its own.</summary>
internal sealed class TestNode(Uri pages) : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    // The same at all nodes of a run: a hash takes a tenth of a second, by design.
    private static string? passwordHash;
    private readonly string folder = Directory.CreateTempSubdirectory("legation-test-").FullName;

    private bool isRunning = true;

    public NodeHost Host { get; private set; } = null!;

    public ShiftedClock Clock { get; } = new();

    /// <summary>Where the node itself listens for people.</summary>
    public Uri Pages => pages;

    public string Folder => folder;

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    /// <summary>Starts a node.</summary>
    /// <param name="api">Further endpoints under <c>/api/v1</c>.</param>
    /// <param name="mail">How it sends mail; null: it sends none.</param>
    /// <param name="proxied">Address of the pages at a proxy; null: there is no proxy.</param>
    public static async Task<TestNode> StartAsync(
        Action<RouteGroupBuilder>? api = null,
        Uri? proxied = null,
        MailSettings? mail = null
    )
    {
        var listen = new Uri($"http://localhost:{FreePorts.Next()}");
        var node = new TestNode(listen);
        var now = node.Clock.GetUtcNow();
        var description = new NodeDescription
        {
            Demonstration = false,
            Mail = mail,
            Id = RecordId.New("node", now),
            Code = "TST",
            Name = "Liaison Office Test",
            Organisation = RecordId.New("organisation", now),
            Place = "Oslo",
            Zone = "Europe/Oslo",
            Pages = proxied ?? listen,
            Listen = proxied is null ? null : $"127.0.0.1:{listen.Port}",
            Relay = new Uri($"https://localhost:{FreePorts.Next()}"),
        };
        node.Host = NodeHost.Open(NodeFolder.Create(node.folder, description, now), node.Clock, api);
        await node.Host.StartAsync(default);
        return node;
    }

    /// <summary>Stops the node and starts it again on its folder.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>Adds an account of a person and a post that are not in the directory.</summary>
    public Task AddUserAsync(string name, Duties duties = Duties.None) =>
        AddUserAsync(name, RecordId.New("person", Clock.GetUtcNow()), RecordId.New("post", Clock.GetUtcNow()), duties);

    /// <summary>Enters an office with one post for each name; returns the program of an officer at each post.</summary>
    public async Task<Officer[]> StaffAsync(params string[] names)
    {
        var entered = await Get<DirectoryImport>()
            .RunAsync(
                new DirectoryDocument
                {
                    Offices = [.. names.Select(name => new OfficeLine($"{name}'s", [new($"Office {name}", "en")]))],
                    Posts = [.. names.Select(name => new PostLine(name, $"{name}'s", "Desk"))],
                }
            );
        var posts = entered.Value.Where(entry => entry.Id.Kind == "post").Select(entry => entry.Id);
        var officers = new List<Officer>();
        foreach (var (name, post) in names.Zip(posts))
        {
            await AddUserAsync(name, RecordId.New("person", Clock.GetUtcNow()), post, Duties.Write);
            officers.Add(new Officer(post, Call(await TokenAsync(name))));
        }
        return [.. officers];
    }

    /// <summary>Enters a second post in the office of somebody whom <see cref="StaffAsync"/> has entered; its officer's program.</summary>
    public async Task<Officer> JoinAsync(string name, string colleague, Duties duties)
    {
        var entered = await Get<DirectoryImport>()
            .RunAsync(
                new DirectoryDocument
                {
                    Offices = [new OfficeLine("office", [new($"Office {colleague}", "en")])],
                    Posts = [new PostLine(name, "office", $"Desk of {name}")],
                }
            );
        var post = entered.Value.Single(entry => entry.Id.Kind == "post").Id;
        await AddUserAsync(name, RecordId.New("person", Clock.GetUtcNow()), post, duties);
        return new Officer(post, Call(await TokenAsync(name)));
    }

    /// <summary>Accepts the other's card and takes its part of the directory, as over a link.</summary>
    public async Task LearnAsync(TestNode other)
    {
        await AcceptAsync(other);
        var entries = other.Get<IPostDirectory>().All().Select(entry => entry.Id).OrderBy(id => id.Kind);
        foreach (var id in entries)
        {
            var entry = (await other.Get<Ledger>().RunAsync(t => t.Current(id))).ShouldNotBeNull();
            await Get<Ledger>().RunAsync(t => t.Take(entry, Arrival.Verified, entry.Header.Home));
        }
    }

    /// <summary>Accepts the other's card alone.</summary>
    public async Task AcceptAsync(TestNode other) =>
        (
            await Get<NodeCards>()
                .AcceptAsync(other.Get<NodeCards>().Own(), ClearanceText.Least(ShippedPolicies.LegationDemo))
        ).Refusal.ShouldBeNull();

    /// <summary>Issues a second version of the demonstration policy, changed.</summary>
    public async Task IssuePolicyAsync(Action<JsonNode> change)
    {
        using var stream = typeof(ShippedPolicies).Assembly.GetManifestResourceStream("legation-demo.json")!;
        var json = JsonNode.Parse(stream)!;
        json["version"] = 2;
        change(json);
        var issued = await Get<PolicyRegister>().IssueAsync(Encoding.UTF8.GetBytes(json.ToJsonString()), "");
        issued.Refusal.ShouldBeNull();
    }

    private async Task AddUserAsync(string name, RecordId person, RecordId post, Duties duties)
    {
        var account = new Account(
            name,
            person,
            post,
            $"Person {name}",
            "Desk",
            null,
            duties,
            ClearanceText.Write(ClearanceText.Least(ShippedPolicies.LegationDemo)),
            false
        );
        var register = Get<AccountRegister>();
        passwordHash ??= register.HashOf(Password).Value;
        (await register.AddAsync(account with { Password = passwordHash })).Refusal.ShouldBeNull();
    }

    public async Task<string> TokenAsync(string name) =>
        (await Get<AccessTokens>().MakeAsync(name, "test", TimeSpan.FromDays(1))).Secret.Text;

    /// <summary>A browser: keeps cookies, follows no redirect.</summary>
    public Browser Browse() => new(Pages);

    /// <summary>A program that sends the token.</summary>
    public HttpClient Call(string token)
    {
        var http = new HttpClient { BaseAddress = Pages };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http;
    }

    /// <summary>Ends the node; its folder stays.</summary>
    public async Task StopAsync()
    {
        if (isRunning)
            await Host.DisposeAsync();
        isRunning = false;
    }

    /// <summary>Starts a node that was stopped, from what is in its folder now.</summary>
    public async Task StartAgainAsync()
    {
        Host = NodeHost.Open(NodeFolder.Open(folder), Clock);
        await Host.StartAsync(default);
        isRunning = true;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>The machine's time, moved.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    /// <summary>How far it was set ahead.</summary>
    public TimeSpan Shift { get; set; }

    /// <summary>The time that passes for this node.</summary>
    public Passage Passage { get; set; } = new();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift + Passage.More;

    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(Passage.More.TotalSeconds * System.TimestampFrequency);
}

/// <summary>Time that passes for all nodes that share it, at the same instant.</summary>
internal sealed class Passage
{
    /// <summary>How much more has passed than has.</summary>
    public TimeSpan More { get; set; }
}
