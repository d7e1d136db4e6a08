using System.Collections.Immutable;
using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Organisations.Directory;

/// <summary>Looks up single entries for the node itself: who is signing in, which name stands on a card.</summary>
internal sealed class PostDirectory(IRecordStore store, NodeIdentity node, ITrustedNodes nodes) : IPostDirectory
{
    public ImmutableArray<RecordId> PartiesOf(RecordId post)
    {
        using var session = store.OpenReader();
        var within = session.Query(
            "SELECT office, organisation FROM p_party WHERE record = $1",
            r => (Office: r.IsDBNull(0) ? null : r.GetString(0), Organisation: r.GetString(1)),
            post.ToString()
        );
        var parties = within
            .SelectMany(w => new[] { w.Office, w.Organisation })
            .OfType<string>()
            .Select(RecordId.Parse);
        return [post, .. parties, Audiences.Everyone];
    }

    public string NameOf(RecordId id)
    {
        using var session = store.OpenReader();
        var names = session
            .Query(
                "SELECT names FROM p_party WHERE record = $1 UNION ALL SELECT names FROM p_person WHERE record = $1",
                r => r.GetString(0),
                id.ToString()
            )
            .FirstOrDefault();
        return names is null ? "" : Latin(names);
    }

    public IReadOnlyList<OperatorEntry> All()
    {
        using var session = store.OpenReader();
        return
        [
            .. session
                .Query(
                    """
                    SELECT p.record, p.names, CASE WHEN p.kind = 'post' THEN o.names END, p.home
                    FROM p_party p LEFT JOIN p_party o ON o.record = p.office
                    UNION ALL SELECT record, names, NULL, home FROM p_person
                    """,
                    r => new OperatorEntry(
                        RecordId.Parse(r.GetString(0)),
                        Latin(r.GetString(1)),
                        r.IsDBNull(2) ? "" : Latin(r.GetString(2)),
                        r.GetString(3) == node.Id.ToString()
                    )
                )
                .OrderBy(entry => entry.Id.Kind, StringComparer.Ordinal)
                .ThenBy(entry => entry.Name, StringComparer.Ordinal),
        ];
    }

    public IReadOnlyList<OperatorRoute> Routes()
    {
        using var session = store.OpenReader();
        return
        [
            .. session
                .Query(
                    """
                    SELECT r.record, r.sender, s.names, r.via, v.names, r.home
                    FROM p_route r LEFT JOIN p_party s ON s.record = r.sender LEFT JOIN p_party v ON v.record = r.via
                    """,
                    r => new OperatorRoute(
                        RecordId.Parse(r.GetString(0)),
                        r.IsDBNull(2) ? r.GetString(1) : Latin(r.GetString(2)),
                        r.IsDBNull(3) ? null
                            : r.IsDBNull(4) ? r.GetString(3)
                            : Latin(r.GetString(4)),
                        RecordId.Parse(r.GetString(5)),
                        nodes.RulesRoutes(RecordId.Parse(r.GetString(5)))
                    )
                )
                .OrderBy(route => route.Sender, StringComparer.Ordinal),
        ];
    }

    private static string Latin(string names) =>
        DisplayName.Latin(JsonSerializer.Deserialize<ImmutableArray<LocalisedName>>(names, RecordMaker.BodyJson));
}
