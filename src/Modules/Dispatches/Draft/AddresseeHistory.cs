using Legation.Dispatches.Reading;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Draft;

/// <summary>Whom a post wrote to lately: most dispatches go where the last ones went.</summary>
internal sealed class AddresseeHistory(ReadGateway gateway)
{
    private const int DispatchesRead = 30;
    private const int MostShown = 6;

    public IReadOnlyList<RecordId> Of(Principal principal)
    {
        using var db = gateway.Open<DispatchesContext>(principal, DispatchesContext.Create);
        var post = principal.Post.ToString();
        var latest = db
            .Dispatches.Where(d => d.AuthorPost == post)
            .OrderByDescending(d => d.Seq)
            .Take(DispatchesRead)
            .Select(d => d.Action + " " + d.Info)
            .ToList();
        return
        [
            .. latest
                .SelectMany(parties => parties.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Distinct(StringComparer.Ordinal)
                .Take(MostShown)
                .Select(RecordId.Parse),
        ];
    }
}
