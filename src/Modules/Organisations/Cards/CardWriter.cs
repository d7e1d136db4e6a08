using System.Text;
using Legation.Organisations.Contracts;
using Legation.Organisations.Names;

namespace Legation.Organisations.Cards;

/// <summary>Writes vCards 4.0 (RFC 6350): names in every language as alternatives of one, numbers by type.</summary>
internal static class CardWriter
{
    /// <summary>The type of the number that somebody answers at any hour; an x-name of §5.6.</summary>
    public const string Duty = "x-duty";

    public static string Write(IEnumerable<VCard> cards) => string.Concat(cards.Select(Write));

    private static string Write(VCard card)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(card))
            text.Append(ContentLine.Fold(line));
        return text.ToString();
    }

    private static IEnumerable<string> Lines(VCard card) =>
        new[] { "BEGIN:VCARD", "VERSION:4.0", $"KIND:{card.Kind}" }
            .Concat(Said(card.Uid, uid => $"UID;VALUE=text:{ContentLine.Escape(uid)}"))
            .Concat(card.Names.Select(name => $"FN{Language(name)}:{ContentLine.Escape(name.Text)}"))
            .Concat(card.Kind == "individual" ? card.Names.Select(name => Parts(name, card)) : [])
            .Concat(card.Titles.Select(title => $"TITLE:{ContentLine.Escape(title)}"))
            .Concat(
                card.Organisation.IsEmpty
                    ? []
                    : [$"ORG:{string.Join(';', card.Organisation.Select(ContentLine.Escape))}"]
            )
            .Concat(Said(card.Contact.Telephone, number => Number("work,voice", number)))
            .Concat(Said(card.Contact.Mobile, number => Number("cell", number)))
            .Concat(Said(card.Contact.DutyNumber, number => Number($"work,{Duty}", number)))
            .Concat(Said(card.Contact.Mail, mail => $"EMAIL:{ContentLine.Escape(mail)}"))
            .Concat(
                card.Place is null && card.Country is null
                    ? []
                    : [$"ADR:;;;{ContentLine.Escape(card.Place)};;;{ContentLine.Escape(card.Country)}"]
            )
            .Concat(Said(card.Zone, zone => $"TZ:{ContentLine.Escape(zone)}"))
            .Append("END:VCARD");

    // §6.2.2: family; given; additional; prefixes; suffixes. How it is read stands in SORT-AS.
    private static string Parts(LocalisedName name, VCard card) =>
        $"N{Language(name)}{Reading(name)}:{ContentLine.Escape(name.Family)};{ContentLine.Escape(name.Given)};;{ContentLine.Escape(card.FormOfAddress)};";

    // What a peer wrote there could end the parameter, the line or the card.
    private static string Language(LocalisedName name) =>
        NameRule.IsTag(name.Lang) ? $";ALTID=1;LANGUAGE={name.Lang}" : ";ALTID=1";

    private static string Reading(LocalisedName name) =>
        name.Reading is { } reading ? $";SORT-AS={ContentLine.Quote(reading)}" : "";

    private static string Number(string types, string number) =>
        $"TEL;TYPE=\"{types}\";VALUE=text:{ContentLine.Escape(number)}";

    private static IEnumerable<string> Said(string? text, Func<string, string> line) =>
        text is null ? [] : [line(text)];
}
