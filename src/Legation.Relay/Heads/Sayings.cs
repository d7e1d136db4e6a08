using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Legation.Relay;

/// <summary>Something that this node has said to a peer.</summary>
/// <param name="Hash">SHA-256 of the statement as signed.</param>
/// <param name="Before">What had been kept of the peer by then.</param>
/// <param name="Taken">What had been taken from it by then.</param>
internal sealed record Saying(Digest Hash, HeadStatement? Before, ImmutableArray<LaneMark> Taken);

/// <summary>
/// What this node and its peers have said to each other lately. A statement that names one of these was made later,
/// whatever the clocks say. Forgotten when the node stops; the next exchange knows again.
/// </summary>
internal sealed class Sayings
{
    // One is asked, one is answered, and both may be under way twice.
    private const int Most = 4;
    private readonly ConcurrentDictionary<RecordId, ImmutableQueue<Saying>> said = new();
    private readonly ConcurrentDictionary<RecordId, Digest> heard = new();

    public void Said(RecordId peer, Saying saying) =>
        said.AddOrUpdate(peer, _ => [saying], (_, before) => Shortened(before).Enqueue(saying));

    public Saying? Find(RecordId peer, Digest? hash) =>
        said.GetValueOrDefault(peer)?.FirstOrDefault(saying => saying.Hash == hash);

    public void Heard(RecordId peer, byte[] signed) => heard[peer] = Digest.Of(signed);

    /// <summary>SHA-256 of what was last heard of a peer.</summary>
    public Digest? LastHeard(RecordId peer) => heard.TryGetValue(peer, out var last) ? last : null;

    private static ImmutableQueue<Saying> Shortened(ImmutableQueue<Saying> sayings) =>
        sayings.Count() < Most ? sayings : sayings.Dequeue();
}
