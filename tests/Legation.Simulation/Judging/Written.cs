using System.Collections.Immutable;

namespace Legation.Simulation;

/// <summary>A version of a record as the oracle knows it: what it needs to say where that has to be and where it may not.</summary>
internal sealed class Written
{
    public required SignedRecord Record { get; init; }

    public required int Home { get; init; }

    public bool IsRestricted { get; init; }

    /// <summary>The nodes addressed, the home not among them.</summary>
    public ImmutableArray<int> Addressed { get; init; } = [];

    /// <summary>The office whose clearance it needs; null: none.</summary>
    public int? Through { get; init; }

    /// <summary>By what the office let exactly this version go: clearances, and lapses where a limit allows them.</summary>
    public List<Written> LetGo { get; } = [];

    /// <summary>Whether the office has sent it back, or tried to.</summary>
    public bool IsReturned { get; set; }

    /// <summary>What its home has said of its label, in order; of a clearance: what the dispatch's home has.</summary>
    public List<Relabelled> Relabellings { get; } = [];

    /// <summary>Whether it gives what it is about another label.</summary>
    public bool IsRelabelling { get; init; }

    /// <summary>Whether it is in the name of another node: nobody may believe it.</summary>
    public bool IsForged { get; init; }

    /// <summary>When it was written, by the clock that nobody sets.</summary>
    public TimeSpan At { get; init; }

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

/// <summary>That a dispatch and what let it go have another label from now on.</summary>
/// <param name="Number">Counts what was said of its label: the highest counts.</param>
/// <param name="IsRestricted">The label.</param>
/// <param name="Home">Who said so.</param>
internal sealed record Relabelled(int Number, bool IsRestricted, int Home)
{
    /// <summary>The two that say it, each of which suffices.</summary>
    public List<Written> Records { get; } = [];
}
