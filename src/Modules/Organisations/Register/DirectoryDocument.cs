using System.Collections.Immutable;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;

namespace Legation.Organisations.Register;

/// <summary>A node's part of the directory as its operator writes it down.</summary>
/// <param name="Organisation">The node's organisation.</param>
/// <param name="Offices">Its offices.</param>
/// <param name="Posts">Posts in those offices.</param>
/// <param name="People">Who holds them.</param>
/// <param name="Subjects">Terms for what dispatches are about.</param>
/// <param name="Routes">Routes of other nodes' dispatches that this node rules; they follow them if they were told so.</param>
/// <param name="Label">Label of all that is entered or changed; null: what is new takes the lowest.</param>
public sealed record DirectoryDocument(
    OrganisationLine? Organisation = null,
    IReadOnlyList<OfficeLine>? Offices = null,
    IReadOnlyList<PostLine>? Posts = null,
    IReadOnlyList<PersonLine>? People = null,
    IReadOnlyList<SubjectLine>? Subjects = null,
    IReadOnlyList<RouteLine>? Routes = null,
    Label? Label = null
);

/// <summary>The node's organisation.</summary>
/// <param name="Name">Names, the one in the own script first.</param>
/// <param name="Place">Town.</param>
/// <param name="Zone">IANA name of the zone.</param>
/// <param name="Country">Two letters, ISO 3166-1.</param>
/// <param name="Contact">How it is reached.</param>
/// <param name="Days">National days and holidays.</param>
public sealed record OrganisationLine(
    ImmutableArray<LocalisedName> Name,
    string? Place = null,
    string? Zone = null,
    string? Country = null,
    ContactDetails? Contact = null,
    IReadOnlyList<SpecialDay>? Days = null
);

/// <summary>An office. What a line with an id leaves out stays as it was, here and below.</summary>
/// <param name="Key">Name by which the document's other lines refer to it.</param>
/// <param name="Name">Names, the one in the own script first.</param>
/// <param name="Place">Town.</param>
/// <param name="Zone">IANA name of the zone.</param>
/// <param name="Id">The entry to put right; null: one of that name, else a new one.</param>
/// <param name="Country">Two letters, ISO 3166-1.</param>
/// <param name="Contact">How it is reached.</param>
/// <param name="Days">Holidays on which it is closed, and national days.</param>
public sealed record OfficeLine(
    string Key,
    ImmutableArray<LocalisedName> Name,
    string? Place = null,
    string? Zone = null,
    RecordId? Id = null,
    string? Country = null,
    ContactDetails? Contact = null,
    IReadOnlyList<SpecialDay>? Days = null
);

/// <summary>A post.</summary>
/// <param name="Key">Name by which the document's other lines refer to it.</param>
/// <param name="Office">Key of its office.</param>
/// <param name="Title">What it is called, in English.</param>
/// <param name="Id">The entry to put right; null: one of that title in the office, else a new one.</param>
/// <param name="Name">What it is called in other languages.</param>
/// <param name="Contact">How whoever holds it is reached.</param>
public sealed record PostLine(
    string Key,
    string Office,
    string Title,
    RecordId? Id = null,
    ImmutableArray<LocalisedName> Name = default,
    ContactDetails? Contact = null
);

/// <summary>A person who holds a post.</summary>
/// <param name="User">Name by which the document refers to the person.</param>
/// <param name="Name">Names, the one in the own script first.</param>
/// <param name="Post">Key of the post.</param>
/// <param name="From">First day; null: today.</param>
/// <param name="Id">The entry to put right; null: one of that name, else a new one.</param>
/// <param name="To">Last day; null: until further notice.</param>
/// <param name="ActingFor">User or id of the person in whose place; null: nobody's.</param>
/// <param name="FormOfAddress">How the person is addressed.</param>
/// <param name="Contact">How the person is reached.</param>
/// <param name="Zone">IANA name of the zone, where it is not that of the office.</param>
public sealed record PersonLine(
    string User,
    ImmutableArray<LocalisedName> Name,
    string Post,
    DateOnly? From = null,
    RecordId? Id = null,
    DateOnly? To = null,
    string? ActingFor = null,
    string? FormOfAddress = null,
    ContactDetails? Contact = null,
    string? Zone = null
);

/// <summary>A term for what dispatches are about.</summary>
/// <param name="Key">Name by which the document's routes refer to it.</param>
/// <param name="Name">Names, the one in the own script first.</param>
/// <param name="Id">The entry to put right; null: one of that name, else a new one.</param>
public sealed record SubjectLine(string Key, ImmutableArray<LocalisedName> Name, RecordId? Id = null);

/// <summary>
/// How dispatches of a sender go. It takes the place of what this node has ruled before on the same sender and subject.
/// </summary>
/// <param name="Sender">Id of another node's post or office, or of an organisation.</param>
/// <param name="Via">Key or id of an office, or <see cref="Direct"/>.</param>
/// <param name="Mode"><see cref="Through"/>, which is meant without it, or <see cref="Copy"/>.</param>
/// <param name="Subject">Key or id of the subject to which it is limited; null: whatever they are about.</param>
/// <param name="Limits">How long the office has to clear; null: as long as it takes.</param>
/// <param name="Deputies">
/// Keys or ids of posts of the office to which what is not cleared in time passes, one after another; after the last it
/// goes on without clearance.
/// </param>
public sealed record RouteLine(
    string Sender,
    string Via,
    string? Mode = null,
    string? Subject = null,
    ClearanceLimits? Limits = null,
    IReadOnlyList<string>? Deputies = null
)
{
    /// <summary>They go straight to their addressees.</summary>
    public const string Direct = "direct";

    /// <summary>They need the office's clearance.</summary>
    public const string Through = "through";

    /// <summary>They go straight to their addressees, and a copy goes to the office.</summary>
    public const string Copy = "copy";
}
