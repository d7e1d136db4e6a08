using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>
/// Positions of the versions that rest at this node, for whoever may see them otherwise: a position says nothing of what
/// stands there.
/// </summary>
public sealed class RestingPositions(IRecordStore store)
{
    private const string Between = "SELECT seq FROM resting WHERE seq >= $1 AND seq <= $2";

    /// <summary>Those of the positions at which something rests.</summary>
    public IReadOnlySet<long> Among(IReadOnlyCollection<long> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        return positions.Count == 0 ? new HashSet<long>() : Read(positions.Min(), positions.Max());
    }

    /// <summary>All of them; also what was superseded while it rested.</summary>
    public IReadOnlySet<long> All() => Read(0, long.MaxValue);

    private HashSet<long> Read(long first, long last)
    {
        using var session = store.OpenReader();
        return [.. session.Query(Between, r => r.GetInt64(0), first, last)];
    }
}
