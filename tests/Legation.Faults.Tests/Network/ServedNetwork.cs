using System.Text.Json;

namespace Legation.Faults.Tests.Network;

/// <summary>A network of a post, the office through which its dispatches go, and their headquarters.</summary>
internal sealed class ServedNetwork : IAsyncDisposable
{
    private readonly NetworkFolder copy;
    private readonly IReadOnlyList<Credential> people;

    public ServedNetwork(NetworkFolder copy)
    {
        this.copy = copy;
        var folder = copy.Path;
        people = JsonSerializer.Deserialize<List<Credential>>(
            File.ReadAllText(Path.Combine(folder, "credentials.json")),
            JsonSerializerOptions.Web
        )!;
        Seoul = new ServedNode(Path.Combine(folder, "seoul"));
        Tokyo = new ServedNode(Path.Combine(folder, "tokyo"));
        Headquarters = new ServedNode(Path.Combine(folder, "headquarters"));
        Ministry = new ServedNode(Path.Combine(folder, "ministry"));
        Representative = new Officer(Of("a.dewit"));
        Deputy = new Officer(Of("m.sorensen"));
        Desk = new Officer(Of("l.marchand"));
    }

    public ServedNode Seoul { get; }

    public ServedNode Tokyo { get; }

    public ServedNode Headquarters { get; }

    /// <summary>A node of another organisation, which may have nothing of the alliance's own. Started on request.</summary>
    public ServedNode Ministry { get; }

    public IReadOnlyList<ServedNode> Nodes => [Seoul, Tokyo, Headquarters];

    /// <summary>Writes and operates in Seoul.</summary>
    public Officer Representative { get; }

    /// <summary>Clears and operates in Tokyo.</summary>
    public Officer Deputy { get; }

    /// <summary>Receives and operates at headquarters.</summary>
    public Officer Desk { get; }

    /// <summary>Starts all nodes; whoever made the network ends them, also when one does not start.</summary>
    public Task StartAsync() => Task.WhenAll(Nodes.Select(node => node.StartAsync()));

    /// <summary>Every node's audit holds.</summary>
    public async Task AuditHoldsAsync()
    {
        foreach (var node in Nodes)
            (await node.VerifyAuditAsync()).ShouldContain("The audit holds");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var officer in new[] { Representative, Deputy, Desk })
            officer.Dispose();
        await Task.WhenAll(Nodes.Append(Ministry).Select(node => node.DisposeAsync().AsTask()));
        copy.WhenFree();
    }

    private Credential Of(string user) => people.Single(person => person.User == user);
}

/// <summary>How a person's programs reach the node.</summary>
internal sealed record Credential(string Node, Uri Url, string User, string Token);
