using System.Collections.Immutable;
using Legation.Organisations.Contracts;
using Legation.Organisations.Directory;
using Legation.Organisations.Edit;
using Legation.Organisations.Model;

namespace Legation.Organisations.Cards;

/// <summary>What an entry says once a card has been taken over it.</summary>
internal static class CardMerge
{
    private const string NoLanguage = "und";

    public static EntryInput Of(DirectoryBook book, DirectoryEntry entry, VCard card)
    {
        var (details, contact) = (entry.Details, entry.Contact);
        var merged = new ContactDetails(
            card.Contact.Telephone ?? contact.Telephone,
            card.Contact.Mobile ?? contact.Mobile,
            card.Contact.DutyNumber ?? contact.DutyNumber,
            card.Contact.Mail ?? contact.Mail
        );
        return new EntryInput(
            Names(entry.Names, card.Names),
            new EntryDetails
            {
                FormOfAddress = card.FormOfAddress ?? details.FormOfAddress,
                Contact = merged == new ContactDetails() ? null : merged,
                // Cards carry what the entry has from its office, too; that stays the office's word.
                Place = card.Place == book.PlaceOf(entry) ? details.Place : card.Place ?? details.Place,
                Country = card.Country == book.CountryOf(entry) ? details.Country : card.Country ?? details.Country,
                Zone = card.Zone == book.ZoneOf(entry) ? details.Zone : card.Zone ?? details.Zone,
                Days = details.Days,
            }
        );
    }

    public static ImmutableArray<Difference> Differences(DirectoryEntry entry, EntryInput input) =>
        [
            .. new[]
            {
                new Difference("Names", Listed(entry.Names), Listed(input.Names)),
                new Difference("Form of address", entry.Details.FormOfAddress, input.Details.FormOfAddress),
                new Difference("Telephone", entry.Contact.Telephone, input.Details.Contact?.Telephone),
                new Difference("Mobile", entry.Contact.Mobile, input.Details.Contact?.Mobile),
                new Difference("Duty number", entry.Contact.DutyNumber, input.Details.Contact?.DutyNumber),
                new Difference("Mail", entry.Contact.Mail, input.Details.Contact?.Mail),
                new Difference("Place", entry.Details.Place, input.Details.Place),
                new Difference("Country", entry.Details.Country, input.Details.Country),
                new Difference("Time zone", entry.Details.Zone, input.Details.Zone),
            }.Where(difference => difference.Before != difference.After),
        ];

    // A card that knows only some of the names, or no languages, takes away nothing that is known.
    private static ImmutableArray<LocalisedName> Names(
        ImmutableArray<LocalisedName> before,
        ImmutableArray<LocalisedName> said
    ) =>
        said.All(name => before.Any(known => known == name || (known.Text == name.Text && name.Lang == NoLanguage)))
            ? before
            : said;

    private static string Listed(ImmutableArray<LocalisedName> names) =>
        string.Join("; ", names.Select(name => $"{name.Text} ({string.Join(", ", Parts(name))})"));

    private static IEnumerable<string> Parts(LocalisedName name) =>
        new[] { name.Lang, name.Reading, name.Family }.OfType<string>();
}
