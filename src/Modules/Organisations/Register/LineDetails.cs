using System.Collections.Immutable;
using Legation.Organisations.Contracts;
using Legation.Organisations.Model;

namespace Legation.Organisations.Register;

/// <summary>What lines of a document say beside names.</summary>
internal static class LineDetails
{
    public static EntryDetails Of(OrganisationLine line) =>
        new()
        {
            Place = line.Place,
            Zone = line.Zone,
            Country = line.Country,
            Contact = line.Contact,
            Days = line.Days,
        };

    public static EntryDetails Of(OfficeLine line) =>
        new()
        {
            Place = line.Place,
            Zone = line.Zone,
            Country = line.Country,
            Contact = line.Contact,
            Days = line.Days,
        };

    public static EntryDetails Of(PostLine line) => new() { Contact = line.Contact };

    public static EntryDetails Of(PersonLine line) =>
        new()
        {
            Zone = line.Zone,
            FormOfAddress = line.FormOfAddress,
            Contact = line.Contact,
        };

    /// <summary>The title, and what the post is called in other languages.</summary>
    public static ImmutableArray<LocalisedName> Names(PostLine line) =>
        [new(line.Title, "en"), .. line.Name.IsDefault ? [] : line.Name];
}
