using System.Collections.Immutable;
using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Organisations.Directory;

/// <summary>Looks up single entries for the node itself: who is signing in, which name stands on a card.</summary>
internal sealed class PostDirectory(IRecordStore store) : IPostDirectory
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
        return names is null
            ? ""
            : DisplayName.Latin(JsonSerializer.Deserialize<ImmutableArray<LocalisedName>>(names, RecordMaker.BodyJson));
    }
}
