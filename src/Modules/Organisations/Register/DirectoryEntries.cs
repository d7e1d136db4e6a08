using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Organisations.Register;

/// <summary>Finds what stands in the directory here, and what this node itself has entered, by its names.</summary>
internal sealed class DirectoryEntries(IRecordStore store, NodeIdentity node)
{
    private const string Named = """
        SELECT record, names, office FROM p_party WHERE home = $1 AND kind = $2
        UNION ALL SELECT record, names, NULL FROM p_person WHERE home = $1 AND $2 = 'person'
        UNION ALL SELECT record, names, NULL FROM p_subject WHERE home = $1 AND $2 = 'subject'
        """;

    /// <summary>An entry that bears one of the names; a post, only in its office.</summary>
    public RecordId? Find(string kind, ImmutableArray<LocalisedName> names, RecordId? office = null)
    {
        using var session = store.OpenReader();
        var found = session.Query(
            Named,
            r =>
                (
                    Id: RecordId.Parse(r.GetString(0)),
                    Names: r.GetString(1),
                    Office: r.IsDBNull(2) ? null : r.GetString(2)
                ),
            node.Id.ToString(),
            kind
        );
        return found
            .Where(entry => kind != "post" || office is null || entry.Office == office.ToString())
            .Where(entry => Bears(entry.Names, names))
            .Select(entry => (RecordId?)entry.Id)
            .FirstOrDefault();
    }

    /// <summary>The node that has entered a party, a person or a subject; null while it is not here.</summary>
    public RecordId? HomeOf(RecordId id) =>
        One(
            """
            SELECT home FROM p_party WHERE record = $1
            UNION ALL SELECT home FROM p_person WHERE record = $1
            UNION ALL SELECT home FROM p_subject WHERE record = $1
            """,
            id.ToString()
        );

    /// <summary>The office of a post; null for all else.</summary>
    public RecordId? OfficeOf(RecordId post) =>
        One("SELECT office FROM p_party WHERE record = $1 AND kind = 'post'", post.ToString());

    public bool Holds(RecordId person, RecordId post) =>
        Any(
            "SELECT 1 FROM p_holding WHERE person = $1 AND post = $2 AND last_day IS NULL",
            person.ToString(),
            post.ToString()
        );

    /// <summary>Who holds the post since that day, by its record; null: that person does not.</summary>
    public RecordId? HoldingSince(RecordId person, RecordId post, DateOnly from) =>
        One(
            "SELECT record FROM p_holding WHERE person = $1 AND post = $2 AND first_day = $3",
            person.ToString(),
            post.ToString(),
            from.ToString("O", CultureInfo.InvariantCulture)
        );

    public EntryDetails Completed(OrganisationLine line) => LineDetails.Of(line).Over(DetailsOf(node.Organisation));

    public EntryDetails Completed(OfficeLine line) => LineDetails.Of(line).Over(DetailsOf(line.Id));

    public EntryDetails Completed(PostLine line) => LineDetails.Of(line).Over(DetailsOf(line.Id));

    public EntryDetails Completed(PersonLine line) => LineDetails.Of(line).Over(DetailsOf(line.Id));

    private EntryDetails DetailsOf(RecordId? id)
    {
        using var session = store.OpenReader();
        return session
                .Query(
                    """
                    SELECT details FROM p_party WHERE record = $1
                    UNION ALL SELECT details FROM p_person WHERE record = $1
                    """,
                    r => EntryDetails.Read(r.GetString(0)),
                    id?.ToString()
                )
                .FirstOrDefault()
            ?? new EntryDetails();
    }

    /// <summary>This node's own ruling on the same sender and subject; null: none.</summary>
    public RecordId? RulingLike(RouteTerms terms)
    {
        using var session = store.OpenReader();
        return session
            .Query(
                "SELECT record, terms FROM p_route WHERE home = $1 AND sender = $2 ORDER BY seq DESC",
                r => (Id: RecordId.Parse(r.GetString(0)), Terms: RouteRows.Read(r.GetString(1))),
                node.Id.ToString(),
                terms.Sender.ToString()
            )
            .Where(ruling => ruling.Terms.Subject == terms.Subject)
            .Select(ruling => (RecordId?)ruling.Id)
            .FirstOrDefault();
    }

    private RecordId? One(string sql, params ReadOnlySpan<object?> values)
    {
        using var session = store.OpenReader();
        return session.Query(sql, r => (RecordId?)RecordId.Parse(r.GetString(0)), values).FirstOrDefault();
    }

    private bool Any(string sql, params ReadOnlySpan<object?> values)
    {
        using var session = store.OpenReader();
        return session.Query(sql, r => r.GetInt32(0), values).Count > 0;
    }

    private static bool Bears(string json, ImmutableArray<LocalisedName> names) =>
        JsonSerializer
            .Deserialize<ImmutableArray<LocalisedName>>(json, RecordMaker.BodyJson)
            .Any(known => names.Any(name => name.Text == known.Text));
}
