using Legation.Dispatches.Model;
using Legation.Records;
using Legation.Records.Storage;

namespace Legation.Dispatches.Release;

/// <summary>
/// What a releaser let go, and what he had read for it. It is node state: the record refers to none of it, for that would
/// tell its readers that there is more.
/// </summary>
internal sealed class LetGo(IRecordStore store)
{
    /// <summary>What was read for it; nothing if its author let it go alone.</summary>
    public IReadOnlyList<RecordId> About(RecordId dispatch)
    {
        using var session = store.OpenReader();
        return session
            .Query("SELECT about FROM dispatch_let_go WHERE dispatch = $1", r => r.GetString(0), dispatch.ToString())
            .SelectMany(DispatchIds.Read)
            .ToList();
    }

    public static void Add(LedgerTransaction transaction, RecordId dispatch, IEnumerable<RecordId> about) =>
        transaction.Execute(
            """
            INSERT INTO dispatch_let_go (dispatch, about) VALUES ($1, $2)
            ON CONFLICT (dispatch) DO UPDATE SET about = excluded.about
            """,
            dispatch.ToString(),
            DispatchIds.Write(about)
        );
}
