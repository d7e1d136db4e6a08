using Legation.Dispatches.Model;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Dispatches.Contracts;

/// <summary>The record by which an office's node says that the time to clear a dispatch has ended.</summary>
public static class Lapse
{
    /// <summary>Its kind.</summary>
    public const string KindName = "lapse";

    /// <summary>The post that has the dispatch to clear from now on; null: none, or it is a record of another kind.</summary>
    public static RecordId? PassedTo(SignedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Header.Id.Kind == KindName ? RecordMaker.ReadBody<LapseBody>(record).PassedTo : null;
    }
}
