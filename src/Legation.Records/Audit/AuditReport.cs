namespace Legation.Records.Audit;

/// <summary>What a verification of the journal found.</summary>
/// <param name="Size">Entries that were verified; up to the fault, if there is one.</param>
/// <param name="Root">Root of the audit tree over them, recomputed.</param>
/// <param name="Fault">The first entry that is not as it was journalled; null: all are.</param>
public sealed record AuditReport(long Size, Digest Root, AuditFault? Fault)
{
    /// <summary>True if every entry is as it was journalled.</summary>
    public bool IsSound => Fault is null;
}

/// <summary>An entry that is not as it was journalled.</summary>
/// <param name="Seq">Its position; one beyond the last, if the journal's end or the kept tree is at fault.</param>
/// <param name="What">What was found.</param>
public sealed record AuditFault(long Seq, AuditFaultKind What);

/// <summary>What can be found.</summary>
public enum AuditFaultKind
{
    /// <summary>No entry stands at this position.</summary>
    Missing,

    /// <summary>Type, instant or content are not those of the leaf.</summary>
    Leaf,

    /// <summary>The content of a record entry is no record.</summary>
    NotARecord,

    /// <summary>Salt and body are not those that the signed header commits to.</summary>
    Body,

    /// <summary>The entry stands under another record's id than its header names.</summary>
    RecordId,

    /// <summary>The entry's label or audience, by which it is read, is not that of its header.</summary>
    Access,

    /// <summary>Entries follow that the kept tree does not cover.</summary>
    BeyondTree,

    /// <summary>The kept tree is not that of the entries: leaves were changed together with their entries.</summary>
    Tree,

    /// <summary>The tree up to here is not the one that a witness has seen.</summary>
    Witness,
}

/// <summary>The audit tree at one size, as somebody else has kept it.</summary>
/// <param name="Size">Number of leaves.</param>
/// <param name="Root">The tree's root.</param>
public sealed record AuditCheckpoint(long Size, Digest Root);
