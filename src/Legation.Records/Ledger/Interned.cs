using System.Collections.Immutable;
using Legation.Labels;
using Legation.Records.Access;
using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>
/// Labels, audiences and parties as small integers, dense from 1. The writer adds to its own copy and publishes it when
/// the transaction is durable: a reader must never decide on a number that a lost transaction gave out, for the next
/// one gives it to something else.
/// </summary>
public sealed class Interned
{
    // As many readers as a node may have at a time; what is thrown away is computed again.
    private const int MostVisible = 1000;
    private readonly Dictionary<int, List<int>> audiencesOf = [];
    private readonly Dictionary<string, VisibleAudiences> visible = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private volatile InternedValues committed = InternedValues.None;
    private volatile InternedValues pending = InternedValues.None;
    private int published;

    /// <summary>All labels on this node's records, without dates; the label with number n stands at n − 1.</summary>
    public IReadOnlyList<Label> Labels => committed.Labels;

    /// <summary>
    /// The label with this number, without dates like all of them. For whoever is inside the transaction that gives the
    /// number, or has it from the store.
    /// </summary>
    public Label LabelAt(int id) => Pending.Labels[id - 1];

    /// <summary>The audience with this number, also for whoever is inside the transaction that gives the number.</summary>
    public ImmutableArray<RecordId> AudienceAt(int id) => Pending.Audiences[id - 1];

    /// <summary>Parties of an audience by its number.</summary>
    public ImmutableArray<RecordId> Audience(int id) =>
        committed.Audiences is var known && id >= 1 && id <= known.Count ? known[id - 1] : [];

    /// <summary>The number of a party, if any record names it.</summary>
    public int? Party(RecordId party) => committed.PartyIds.TryGetValue(party, out var id) ? id : null;

    /// <summary>What the running transaction has so far; set back where a part of it is undone.</summary>
    internal InternedValues Pending
    {
        get => pending;
        set => pending = value;
    }

    /// <summary>The audiences that hold one of the parties.</summary>
    internal VisibleAudiences AudiencesOf(IReadOnlyCollection<int> parties)
    {
        var key = string.Join(' ', parties.Order());
        lock (gate)
        {
            if (visible.TryGetValue(key, out var known))
                return known;
            if (visible.Count == MostVisible)
                visible.Clear();
            return visible[key] = new VisibleAudiences(
                published,
                [.. parties.Where(audiencesOf.ContainsKey).Select(p => audiencesOf[p])]
            );
        }
    }

    internal void Publish()
    {
        lock (gate)
        {
            if (published < Pending.Audiences.Count)
                visible.Clear();
            for (; published < Pending.Audiences.Count; published++)
                foreach (var party in Pending.Audiences[published])
                    Audiences(Pending.PartyIds[party]).Add(published + 1);
        }
        committed = Pending;
    }

    internal void Discard() => Pending = committed;

    internal void Reload(IReadSession session)
    {
        var values = InternedValues.None;
        foreach (var key in session.Query("SELECT value FROM label ORDER BY id", r => (byte[])r.GetValue(0)))
            values = values.WithLabel(Convert.ToBase64String(key), LabelCodec.Decode(key));
        foreach (var party in session.Query("SELECT value FROM party ORDER BY id", r => r.GetString(0)))
            values = values.WithParty(RecordId.Parse(party));
        foreach (var key in session.Query("SELECT value FROM audience ORDER BY id", r => r.GetString(0)))
            values = values.WithAudience(key, Parse(key));
        Pending = values;
        Publish();
    }

    internal int Label(string key, Label label, IWriteSession session)
    {
        if (Pending.LabelIds.TryGetValue(key, out var id))
            return id;
        Pending = Pending.WithLabel(key, label);
        id = Pending.Labels.Count;
        session.Execute("INSERT INTO label (id, value) VALUES ($1, $2)", id, Convert.FromBase64String(key));
        return id;
    }

    internal int Audience(string key, IWriteSession session)
    {
        if (Pending.AudienceIds.TryGetValue(key, out var id))
            return id;
        var parties = Parse(key);
        Pending = Pending.WithAudience(key, parties);
        id = Pending.Audiences.Count;
        session.Execute("INSERT INTO audience (id, value) VALUES ($1, $2)", id, key);
        foreach (var party in parties)
            session.Execute("INSERT INTO audience_party (audience, party) VALUES ($1, $2)", id, Party(party, session));
        return id;
    }

    internal int Party(RecordId party, IWriteSession session)
    {
        if (Pending.PartyIds.TryGetValue(party, out var id))
            return id;
        Pending = Pending.WithParty(party);
        id = Pending.PartyIds.Count;
        session.Execute("INSERT INTO party (id, value) VALUES ($1, $2)", id, party.ToString());
        return id;
    }

    internal static string LabelKey(Label label) => Convert.ToBase64String(LabelCodec.Key(label));

    internal static string AudienceKey(ImmutableArray<RecordId> audience) =>
        string.Join(' ', audience.Order().Distinct());

    private List<int> Audiences(int party) =>
        audiencesOf.TryGetValue(party, out var known) ? known : audiencesOf[party] = [];

    private static ImmutableArray<RecordId> Parse(string key) =>
        key.Length == 0 ? [] : [.. key.Split(' ').Select(RecordId.Parse)];
}
