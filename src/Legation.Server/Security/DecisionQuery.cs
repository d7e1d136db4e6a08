using System.Globalization;
using Legation.Records;

namespace Legation.Server.Security;

/// <summary>Which sort of entries of the journal a page of decisions shows.</summary>
internal enum DecisionFilter
{
    All,
    Released,
    HeldBack,
    Refused,
    Events,
    Acts,
}

/// <summary>What narrows the decisions that are shown.</summary>
/// <param name="Filter">Which sort of entries.</param>
/// <param name="Node">The other node; null: any.</param>
/// <param name="Record">A record that they are about; null: any.</param>
/// <param name="Kind">The kind of a record that they are about; null: any.</param>
/// <param name="From">First instant; null: from the beginning.</param>
/// <param name="Until">The instant behind the last; null: up to now.</param>
internal sealed record DecisionQuery(
    DecisionFilter Filter,
    RecordId? Node = null,
    RecordId? Record = null,
    string? Kind = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null
)
{
    /// <summary>Whether only what is about some records is shown.</summary>
    public bool IsAboutRecords => Record is not null || Kind is not null;

    /// <summary>In a fixed form, for the cursor.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"decisions {Filter} {Node} {Record} {Kind} {From:O} {Until:O}");
}
