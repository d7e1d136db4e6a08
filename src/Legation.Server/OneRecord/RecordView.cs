using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Server.OneRecord;

/// <summary>The header of a record, with all that its reader may know of who has it and why.</summary>
/// <param name="Id">The record.</param>
/// <param name="Title">What its module calls it; null: nothing.</param>
/// <param name="KindIsKnown">Whether a module of this node defines its kind.</param>
/// <param name="Record">Its newest version.</param>
/// <param name="Label">The label that counts.</param>
/// <param name="Here">When this node journalled it, if another is its home; else null.</param>
/// <param name="References">Those records to which it refers that the reader may have.</param>
/// <param name="Access">Why the reader may have it.</param>
/// <param name="Distribution">Who is to have it, and how far it has come.</param>
internal sealed record RecordView(
    RecordId Id,
    RecordTitle? Title,
    bool KindIsKnown,
    AppliedRecord Record,
    Label Label,
    DateTimeOffset? Here,
    IReadOnlyList<NamedRecord> References,
    OwnAccess Access,
    RecordDistribution Distribution
)
{
    /// <summary>The signed header of its newest version.</summary>
    public RecordHeader Header => Record.Header;
}

/// <summary>A record that is named.</summary>
internal sealed record NamedRecord(RecordId Id, RecordTitle? Title);
