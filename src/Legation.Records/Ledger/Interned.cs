using System.Collections.Concurrent;
using System.Collections.Immutable;
using Legation.Labels;
using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>
/// Labels, audiences and parties as small integers. The writer adds; readers look up without a lock. What a
/// transaction added and then lost is forgotten by <see cref="Reload"/>.
/// </summary>
public sealed class Interned
{
    private readonly ConcurrentDictionary<string, int> labelIds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> audienceIds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RecordId, int> partyIds = new();
    private ImmutableArray<Label> labels = [];
    private ImmutableDictionary<int, ImmutableArray<RecordId>> audiences = ImmutableDictionary<int, ImmutableArray<RecordId>>.Empty;

    /// <summary>All labels on this node's records; the label with number n stands at n − 1.</summary>
    public ImmutableArray<Label> Labels => labels;

    /// <summary>Parties of an audience by its number.</summary>
    public ImmutableArray<RecordId> Audience(int id) => audiences.GetValueOrDefault(id, []);

    /// <summary>The number of a party, if any record names it.</summary>
    public int? Party(RecordId party) => partyIds.TryGetValue(party, out var id) ? id : null;

    internal void Reload(IReadSession session)
    {
        labelIds.Clear();
        audienceIds.Clear();
        partyIds.Clear();
        audiences = audiences.Clear();
        var loaded = ImmutableArray.CreateBuilder<Label>();
        foreach (var (id, value) in session.Query(
            "SELECT id, value FROM label ORDER BY id",
            r => (r.GetInt32(0), (byte[])r.GetValue(1))
        ))
        {
            labelIds[Convert.ToBase64String(value)] = id;
            loaded.Add(LabelCodec.FromKey(value));
        }
        labels = loaded.DrainToImmutable();
        foreach (var (id, value) in session.Query("SELECT id, value FROM party", r => (r.GetInt32(0), r.GetString(1))))
            partyIds[RecordId.Parse(value)] = id;
        foreach (var (id, value) in session.Query("SELECT id, value FROM audience", r => (r.GetInt32(0), r.GetString(1))))
        {
            audienceIds[value] = id;
            audiences = audiences.Add(id, Parse(value));
        }
    }

    internal int Label(string key, Label label, IWriteSession session)
    {
        if (labelIds.TryGetValue(key, out var id))
            return id;
        id = labels.Length + 1;
        session.Execute("INSERT INTO label (id, value) VALUES ($1, $2)", id, Convert.FromBase64String(key));
        labels = labels.Add(label with { Made = null, Review = null });
        return labelIds[key] = id;
    }

    internal int Audience(string key, IWriteSession session)
    {
        if (audienceIds.TryGetValue(key, out var id))
            return id;
        id = audienceIds.Count + 1;
        session.Execute("INSERT INTO audience (id, value) VALUES ($1, $2)", id, key);
        var parties = Parse(key);
        foreach (var party in parties)
            session.Execute(
                "INSERT INTO audience_party (audience, party) VALUES ($1, $2)",
                id,
                Party(party, session)
            );
        audiences = audiences.Add(id, parties);
        return audienceIds[key] = id;
    }

    internal int Party(RecordId party, IWriteSession session)
    {
        if (partyIds.TryGetValue(party, out var id))
            return id;
        id = partyIds.Count + 1;
        session.Execute("INSERT INTO party (id, value) VALUES ($1, $2)", id, party.ToString());
        return partyIds[party] = id;
    }

    internal static string LabelKey(Label label) => Convert.ToBase64String(LabelCodec.Key(label));

    internal static string AudienceKey(ImmutableArray<RecordId> audience) =>
        string.Join(' ', audience.Order().Distinct());

    private static ImmutableArray<RecordId> Parse(string key) =>
        key.Length == 0 ? [] : [.. key.Split(' ').Select(RecordId.Parse)];
}
