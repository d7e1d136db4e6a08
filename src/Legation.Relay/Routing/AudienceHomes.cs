using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;

namespace Legation.Relay;

/// <summary>The nodes to which an audience leads.</summary>
/// <param name="Everyone">It names the whole network.</param>
/// <param name="Nodes">Home nodes of its parties, each once.</param>
/// <param name="Unknown">Parties that are not in the directory here.</param>
internal sealed record Homes(bool Everyone, ImmutableArray<RecordId> Nodes, ImmutableArray<RecordId> Unknown);

/// <summary>The envelope of a record in effect here, seen from inside a transaction or outside; null if there is none.</summary>
internal delegate byte[]? FindEnvelope(RecordId record);

/// <summary>
/// Finds the home node of each party: the home of the party's own record. Whole audiences are remembered once all their
/// parties are known; the home of a record does not change.
/// </summary>
internal sealed class AudienceHomes(Interned interned)
{
    // Only what is in effect is current: a party's record whose home is not known yet could name anybody as home.
    private const string InEffect = """
        SELECT j.content FROM current c JOIN journal j ON j.seq = c.seq
        WHERE c.record = $1 AND c.kind = $2
        """;

    public static FindEnvelope In(Writing writing) =>
        record => writing.Query(InEffect, Content, record.ToBytes(), record.Kind).SingleOrDefault();

    public static FindEnvelope In(Journal journal) =>
        record => journal.Query(InEffect, Content, record.ToBytes(), record.Kind).SingleOrDefault();

    private readonly ConcurrentDictionary<int, Homes> known = new();

    /// <summary>Homes of an audience. While its number is not durable, they are not remembered under it.</summary>
    public Homes Of(int audience, FindEnvelope find)
    {
        if (known.TryGetValue(audience, out var remembered))
            return remembered;
        var homes = Of(interned.AudienceAt(audience), find);
        if (homes.Unknown.IsEmpty && !interned.Audience(audience).IsEmpty)
            known[audience] = homes;
        return homes;
    }

    public static Homes Of(IReadOnlyList<RecordId> parties, FindEnvelope find)
    {
        var nodes = ImmutableArray.CreateBuilder<RecordId>();
        var unknown = ImmutableArray.CreateBuilder<RecordId>();
        foreach (var party in parties)
            if (party == Audiences.Everyone)
                continue;
            else if (HomeOf(party, find) is not { } home)
                unknown.Add(party);
            else if (!nodes.Contains(home))
                nodes.Add(home);
        return new Homes(parties.Contains(Audiences.Everyone), nodes.ToImmutable(), unknown.ToImmutable());
    }

    public static RecordId? HomeOf(RecordId party, FindEnvelope find)
    {
        if (party.Kind == "node")
            return party;
        return find(party) is { } envelope ? EnvelopeHeader.Read(envelope).Home : null;
    }

    private static byte[] Content(DbDataReader row) => (byte[])row.GetValue(0);
}
