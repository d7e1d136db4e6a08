using System.Collections.Immutable;
using Legation.Organisations.Edit;
using Legation.Records;

namespace Legation.Organisations.Cards;

/// <summary>What a card would do to the directory.</summary>
internal enum CardChange
{
    /// <summary>It adds a person.</summary>
    New,

    /// <summary>It changes an entry.</summary>
    Changed,

    /// <summary>The directory says all of it already.</summary>
    Same,

    /// <summary>It is not taken, and why is said.</summary>
    NotTaken,
}

/// <summary>A card, and what it would do.</summary>
/// <param name="Card">The card.</param>
/// <param name="Change">What it would do.</param>
/// <param name="Entry">The entry that it is about; null: a new one, or none.</param>
/// <param name="Version">Its version.</param>
/// <param name="Input">What the entry would say.</param>
/// <param name="Differences">What would change, with what was and what would be.</param>
/// <param name="Reason">Why it is not taken.</param>
internal sealed record PlannedCard(
    VCard Card,
    CardChange Change,
    RecordId? Entry = null,
    int Version = 0,
    EntryInput? Input = null,
    ImmutableArray<Difference> Differences = default,
    string? Reason = null
)
{
    public string Name => Card.Names[0].Text;
}

/// <summary>A field that would change.</summary>
internal sealed record Difference(string Field, string? Before, string? After);
