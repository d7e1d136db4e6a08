using System.Collections.Immutable;

namespace Legation.Simulation;

/// <summary>A version of a record as the oracle knows it: what it needs to say where that has to be and where it may not.</summary>
internal sealed class Written
{
    public required SignedRecord Record { get; init; }

    public required int Home { get; init; }

    /// <summary>Counts what was written, whoever wrote it.</summary>
    public required int Order { get; init; }

    public bool IsRestricted { get; init; }

    /// <summary>The nodes addressed, the home not among them.</summary>
    public ImmutableArray<int> Addressed { get; init; } = [];

    /// <summary>The office whose clearance it needs; null: none.</summary>
    public int? Through { get; init; }

    /// <summary>The office's clearance of exactly this version.</summary>
    public Written? Clearance { get; set; }

    /// <summary>What it is about.</summary>
    public Written? About { get; init; }

    /// <summary>Whether its home has said that it is committed. Otherwise it may be there or not.</summary>
    public bool IsAcknowledged { get; set; }

    public RecordId Id => Record.Header.Id;

    public Digest Hash => Record.Hash;

    public override string ToString() =>
        $"{Id.Kind} {Number} v{Record.Header.Version} of {Home}{(IsRestricted ? " restricted" : "")}";

    private string Number => Id.Uuid.ToString()[^6..].TrimStart('0');
}
