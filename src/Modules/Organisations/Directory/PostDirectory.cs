using System.Collections.Immutable;
using System.Globalization;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Organisations.Names;
using Legation.Organisations.Register;
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
                """
                SELECT names FROM p_party WHERE record = $1
                UNION ALL SELECT names FROM p_person WHERE record = $1
                UNION ALL SELECT names FROM p_subject WHERE record = $1
                """,
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
                    UNION ALL SELECT record, names, NULL, home FROM p_subject
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
        var rows = Read();
        return
        [
            .. rows.Select(row => new OperatorRoute(
                    row.Id,
                    Shown(row.Terms.Sender),
                    Way(row.Terms),
                    row.Ruler,
                    nodes.RulesRoutes(row.Ruler)
                ))
                .OrderBy(route => route.Sender, StringComparer.Ordinal),
        ];
    }

    /// <summary>What a route says, in words.</summary>
    public string Way(RouteTerms terms)
    {
        var way = terms.Mode switch
        {
            RouteMode.Through => $"through {Shown(terms.Via!.Value)}",
            RouteMode.Copy => $"direct, with a copy to {Shown(terms.Via!.Value)}",
            _ => RouteLine.Direct,
        };
        if (terms.Subject is { } subject)
            way = $"{way} if it is about {Shown(subject)}";
        return terms.Limits is { } limits ? $"{way}; {Unless(limits, terms.Deputies)}" : way;
    }

    private string Unless(ClearanceLimits limits, ImmutableArray<RecordId> deputies)
    {
        var times = limits
            .Listed()
            .Select(limit =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{limit.Minutes} min ({limit.Precedence.ToString().ToLowerInvariant()})"
                )
            );
        var passed = deputies.Select(deputy => $"to {Shown(deputy)}, then ");
        return $"not cleared in {string.Join(", ", times)}: {string.Concat(passed)}on without clearance";
    }

    private List<(RecordId Id, RouteTerms Terms, RecordId Ruler)> Read()
    {
        using var session = store.OpenReader();
        return session.Query(
            "SELECT record, terms, home FROM p_route",
            r => (RecordId.Parse(r.GetString(0)), RouteRows.Read(r.GetString(1)), RecordId.Parse(r.GetString(2)))
        );
    }

    private string Shown(RecordId id) => NameOf(id) is { Length: > 0 } name ? name : id.ToString();

    private static string Latin(string names) => DisplayName.Latin(NamesJson.Read(names));
}
