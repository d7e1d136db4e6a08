using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Dispatches.TimeLimits;

/// <summary>Until when this office is to clear what rests here, for whoever may see that it does.</summary>
internal sealed class DueTimes(IRecordStore store)
{
    private const string Between = """
        SELECT seq, due FROM dispatch_term WHERE seq >= $1 AND seq <= $2 AND due > $3 AND due < $4
        """;

    /// <summary>By the version's position in the journal.</summary>
    public IReadOnlyDictionary<long, DateTimeOffset> Of(IReadOnlyCollection<long> versions)
    {
        if (versions.Count == 0)
            return new Dictionary<long, DateTimeOffset>();
        using var session = store.OpenReader();
        return session
            .Query(
                Between,
                r => (Seq: r.GetInt64(0), Due: Instants.FromMicroseconds(r.GetInt64(1))),
                versions.Min(),
                versions.Max(),
                ClearanceTerm.ToBeReckoned,
                ClearanceTerm.Never
            )
            .ToDictionary(term => term.Seq, term => term.Due);
    }
}
