using Legation.Organisations.Browse;
using Legation.Organisations.Directory;
using Legation.Records.Access;

namespace Legation.Organisations.Cards;

/// <summary>Entries as vCards, through the same reader as the pages.</summary>
internal sealed class EntryCards(DirectoryReader reader, EntryWords words)
{
    public string Write(Principal principal, IEnumerable<DirectoryEntry> entries)
    {
        var book = reader.BookFor(principal);
        return CardWriter.Write(entries.Select(entry => Of(book, entry)));
    }

    private VCard Of(DirectoryBook book, DirectoryEntry entry) =>
        new()
        {
            Kind = KindOf(entry),
            Uid = entry.Id.ToString(),
            Names = entry.Names,
            FormOfAddress = entry.Details.FormOfAddress,
            Titles =
            [
                .. book.HeldBy(entry.Id)
                    .Where(holding => holding.IsOn(words.TodayIn(book.ZoneOf(entry))))
                    .Select(holding => book.Find(holding.Post)!.Name),
            ],
            Organisation =
            [
                .. book.Above(entry)
                    .Where(above => above.Kind is "organisation" or "office")
                    .Reverse()
                    .Select(a => a.Name),
            ],
            Contact = entry.Contact,
            Place = book.PlaceOf(entry),
            Country = book.CountryOf(entry),
            Zone = book.ZoneOf(entry),
        };

    // A post is none of the kinds of RFC 6350 §6.1.4: it lasts while persons come and go.
    private static string KindOf(DirectoryEntry entry) =>
        entry.Kind switch
        {
            "person" => "individual",
            "post" => "x-post",
            _ => "org",
        };
}
