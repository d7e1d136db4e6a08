using System.Collections.Immutable;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;
using Legation.Records;

namespace Legation.Organisations.Directory;

/// <summary>An organisation, an office, a post or a person, with all that its entry says.</summary>
internal sealed record DirectoryEntry(
    RecordId Id,
    ImmutableArray<LocalisedName> Names,
    RecordId Home,
    EntryDetails Details,
    Label Label
)
{
    /// <summary>The organisation that it is or belongs to; null for a person.</summary>
    public RecordId? Organisation { get; init; }

    /// <summary>The office that it is or belongs to.</summary>
    public RecordId? Office { get; init; }

    public string Kind => Id.Kind;

    public string Name => DisplayName.Latin(Names);

    /// <summary>Family name first, whatever the order in which it is written, for lists.</summary>
    public string SortName =>
        Names.FirstOrDefault(name => name.Text == Name) is { Family: { } family } name
            ? $"{family} {name.Given}"
            : Name;

    public ContactDetails Contact => Details.Contact ?? new ContactDetails();
}

/// <summary>Who holds a post from when to when, and in whose place.</summary>
internal sealed record Holding(
    RecordId Record,
    RecordId Person,
    RecordId Post,
    DateOnly From,
    DateOnly? To,
    RecordId? ActingFor
)
{
    public bool IsOn(DateOnly day) => From <= day && !(To < day);
}
