using Legation.Dispatches.Model;
using Legation.Records.Search;

namespace Legation.Dispatches.Reading;

/// <summary>Where dispatches stand that have all of the words and may stand in a register; the newest first.</summary>
internal sealed class DispatchSearch(SearchIndex search)
{
    // So few are asked for one by one whether they belong to the register.
    private const int Rare = 500;

    /// <summary>In whatever register.</summary>
    public IEnumerable<long> All(DispatchesContext db, SearchQuery sought, long before = long.MaxValue) =>
        db.Found(DispatchKind.KindName, search, sought, before);

    /// <summary>Among all that a register has, which are not many.</summary>
    public List<long> Among(SearchQuery sought, IEnumerable<long> positions) => search.Among(sought, [.. positions]);

    /// <summary>
    /// In a register that may have very many: those of a rare word, which the register's own query has to tell apart;
    /// of others those that stand among the register's positions.
    /// </summary>
    public IEnumerable<long> In(IEnumerable<long> positions, DispatchesContext db, SearchQuery sought, long before)
    {
        var first = All(db, sought, before).Take(Rare + 1).ToList();
        return first.Count <= Rare ? first : Both(positions, All(db, sought, before));
    }

    /// <summary>How many that the viewer may have are not searched yet.</summary>
    public int Unsearched(DispatchesContext db) => db.Unsearched(DispatchKind.KindName, search);

    // Both come the newest first.
    private static IEnumerable<long> Both(IEnumerable<long> some, IEnumerable<long> others)
    {
        using var one = some.GetEnumerator();
        using var other = others.GetEnumerator();
        var goOn = one.MoveNext() && other.MoveNext();
        while (goOn)
        {
            var (mine, theirs) = (one.Current, other.Current);
            if (mine == theirs)
                yield return mine;
            goOn = (mine < theirs || one.MoveNext()) && (mine > theirs || other.MoveNext());
        }
    }
}
