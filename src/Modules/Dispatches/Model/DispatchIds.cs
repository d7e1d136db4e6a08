using Legation.Records;

namespace Legation.Dispatches.Model;

/// <summary>Ids of records as columns hold them: one after the other, with a space between.</summary>
internal static class DispatchIds
{
    public static string Write(IEnumerable<RecordId> ids) => string.Join(' ', ids);

    public static IReadOnlyList<RecordId> Read(string column) =>
        [.. column.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RecordId.Parse)];
}
