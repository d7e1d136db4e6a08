using System.Collections.Immutable;
using Legation.Records.Signing;
using Legation.Records.Storage;

namespace Legation.Records.Audit;

/// <summary>
/// What the interned numbers stand for, read from the very tables by which rows are filtered. Numbers given out after
/// this was loaded are on entries that were journalled after, too.
/// </summary>
internal sealed class AccessKeys
{
    private readonly Dictionary<long, string> labels;
    private readonly Dictionary<long, string> audiences;

    private AccessKeys(Dictionary<long, string> labels, Dictionary<long, string> audiences)
    {
        this.labels = labels;
        this.audiences = audiences;
    }

    public static AccessKeys Load(IReadSession session)
    {
        var labelRows = session.Query(
            "SELECT id, value FROM label",
            r => (Id: r.GetInt64(0), Key: Convert.ToBase64String((byte[])r.GetValue(1)))
        );
        var partyRows = session.Query(
            """
            SELECT a.id, p.value FROM audience a
            LEFT JOIN audience_party ap ON ap.audience = a.id LEFT JOIN party p ON p.id = ap.party
            """,
            r => (Audience: r.GetInt64(0), Party: r.IsDBNull(1) ? null : r.GetString(1))
        );
        return new AccessKeys(
            labelRows.ToDictionary(l => l.Id, l => l.Key),
            partyRows.GroupBy(p => p.Audience).ToDictionary(g => g.Key, g => KeyOf(g.Select(p => p.Party)))
        );
    }

    public bool AreOf(SignedRecord record, long label, long audience) =>
        labels.GetValueOrDefault(label) == record.LabelKey
        && audiences.GetValueOrDefault(audience) == record.AudienceKey;

    private static string KeyOf(IEnumerable<string?> parties)
    {
        var ids = ImmutableArray.CreateBuilder<RecordId>();
        foreach (var party in parties)
            if (RecordId.TryParse(party, out var id))
                ids.Add(id);
        return Interned.AudienceKey(ids.ToImmutable());
    }
}
