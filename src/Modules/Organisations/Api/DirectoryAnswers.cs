using Legation.Organisations.Directory;

namespace Legation.Organisations.Api;

/// <summary>Entries as the API answers them.</summary>
internal static class DirectoryAnswers
{
    public static object Entry(DirectoryBook book, DirectoryEntry entry) =>
        new
        {
            entry.Id,
            entry.Kind,
            entry.Name,
            entry.Names,
            Within = book.Above(entry).Select(above => new { above.Id, above.Name }),
            entry.Details.FormOfAddress,
            entry.Details.Contact,
            Place = book.PlaceOf(entry),
            Country = book.CountryOf(entry),
            Zone = book.ZoneOf(entry),
        };

    public static object Detail(DirectoryBook book, DirectoryEntry entry) =>
        new
        {
            Entry = Entry(book, entry),
            entry.Details.Days,
            entry.Label,
            Holdings = (entry.Kind == "post" ? book.HoldersOf(entry.Id) : book.HeldBy(entry.Id)).Select(holding => new
            {
                holding.Record,
                holding.Person,
                PersonName = book.Find(holding.Person)!.Name,
                holding.Post,
                PostName = book.Find(holding.Post)!.Name,
                holding.From,
                holding.To,
                ActingFor = book.Find(holding.ActingFor)?.Id,
            }),
        };
}
