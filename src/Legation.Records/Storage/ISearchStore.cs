using Legation.Records.Search;

namespace Legation.Records.Storage;

/// <summary>
/// Where a node keeps its search index: which tokens stand at which positions of the journal. It can be deleted: it is
/// made again from the journal. It knows neither labels nor readers; whoever asks decides who sees what is found.
/// </summary>
public interface ISearchStore : IDisposable
{
    /// <summary>Whether one that could not be used, damaged or of another definition, was thrown away when it was opened.</summary>
    bool WasThrownAway { get; }

    /// <summary>How far the journal is indexed.</summary>
    /// <exception cref="System.Data.Common.DbException">The index is damaged or gone.</exception>
    SearchMark Mark { get; }

    /// <summary>In one transaction takes positions out, enters others, and moves the mark. For one writer at a time.</summary>
    /// <exception cref="System.Data.Common.DbException">The index is damaged or gone.</exception>
    void Put(IReadOnlyList<long> gone, IReadOnlyList<SearchEntry> entries, SearchMark mark);

    /// <summary>Positions before one that have all of a query, the newest first, read as they are taken.</summary>
    /// <exception cref="System.Data.Common.DbException">The index is damaged or gone.</exception>
    IEnumerable<long> Find(SearchQuery query, long before);

    /// <summary>Those of the positions that have all of a query, in their order, read as they are taken.</summary>
    /// <exception cref="System.Data.Common.DbException">The index is damaged or gone.</exception>
    IEnumerable<long> Among(SearchQuery query, IEnumerable<long> positions);

    /// <summary>Throws the index away and begins an empty one.</summary>
    void Renew();
}

/// <summary>How far a journal is indexed.</summary>
/// <param name="Position">The last position that is; 0: none.</param>
/// <param name="Leaf">The audit leaf there: another journal has another.</param>
public readonly record struct SearchMark(long Position, Digest Leaf);

/// <summary>What stands at a position.</summary>
/// <param name="Position">The position.</param>
/// <param name="Tokens">What <see cref="SearchTokens"/> made of it.</param>
public readonly record struct SearchEntry(long Position, IReadOnlyList<string> Tokens);
