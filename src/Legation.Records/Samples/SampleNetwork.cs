using System.Text.Json;
using Legation.Records.Access;

namespace Legation.Records.Samples;

/// <summary>The nodes of the demonstration while samples are loaded.</summary>
/// <param name="Nodes">In the order of the samples' file.</param>
/// <param name="Clock">The clock of all nodes, which a loader may set into the past.</param>
/// <param name="Definition">The samples' file <c>network.json</c>.</param>
/// <param name="Open">Opens another file of the samples by name.</param>
/// <param name="Settled">Ends when no link has anything to send, or after a while.</param>
public sealed record SampleNetwork(
    IReadOnlyList<SampleNode> Nodes,
    ISampleClock Clock,
    JsonElement Definition,
    Func<string, Stream> Open,
    Func<CancellationToken, Task> Settled
)
{
    /// <summary>The node with that code.</summary>
    public SampleNode this[string code] => Nodes.Single(node => node.Code == code);

    /// <summary>The id of an office or post of any node by its key in the file.</summary>
    public RecordId Party(string key) =>
        Nodes.Select(node => node.Parties).First(parties => parties.ContainsKey(key))[key];

    /// <summary>The node on which a user has an account.</summary>
    public SampleNode NodeOf(string user) => Nodes.Single(node => node.Seats.ContainsKey(user));
}

/// <summary>One node of the demonstration.</summary>
/// <param name="Code">Short name: <c>TYO</c>.</param>
/// <param name="Identity">Who it is.</param>
/// <param name="Services">All of its services.</param>
/// <param name="Definition">Its part of <c>network.json</c>.</param>
public sealed record SampleNode(string Code, NodeIdentity Identity, IServiceProvider Services, JsonElement Definition)
{
    /// <summary>Person and post of each user, as the directory's loader made them.</summary>
    public Dictionary<string, SampleSeat> Seats { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of the node's offices and posts by their keys in the file.</summary>
    public Dictionary<string, RecordId> Parties { get; } = new(StringComparer.Ordinal);

    /// <summary>The principal of a user; filled before <see cref="SamplePhase.Work"/>.</summary>
    public Func<string, Principal> PrincipalOf { get; set; } =
        user => throw new InvalidOperationException($"{user} has no account yet.");
}

/// <summary>Who sits where.</summary>
/// <param name="Person">The person.</param>
/// <param name="Post">The post that the person holds.</param>
public sealed record SampleSeat(RecordId Person, RecordId Post);

/// <summary>A clock that can be set while samples are loaded.</summary>
public interface ISampleClock
{
    /// <summary>Sets the time; it goes on from there at its usual pace.</summary>
    void Set(DateTimeOffset now);

    /// <summary>Returns to the machine's time.</summary>
    void FollowMachine();
}
