using System.Collections.Immutable;
using System.Text;
using Legation.Organisations.Contracts;
using Legation.Organisations.Directory;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Legation.Organisations.Browse;

/// <summary>The list as a table for spreadsheets: what the page lists, all pages of it, through the same reader.</summary>
internal sealed class DirectoryExport(DirectoryList list, DirectoryReader reader, EntryWords words)
{
    public static ImmutableArray<string> Head { get; } =
    [
        "Id",
        "Kind",
        "Name",
        "Native name",
        "Reading",
        "Family name",
        "Form of address",
        "Post",
        "Office",
        "Organisation",
        "Telephone",
        "Mobile",
        "Duty number",
        "Mail",
        "Place",
        "Country",
        "Zone",
    ];

    public static IResult Answer(
        string? q,
        string? kind,
        string? organisation,
        string? country,
        CurrentPrincipal current,
        [FromServices] DirectoryExport export
    ) =>
        TypedResults.File(
            // Spreadsheets take UTF-8 for something else unless the file begins with its mark.
            [
                .. Encoding.UTF8.Preamble,
                .. Encoding.UTF8.GetBytes(
                    export.Text(current.Required, DirectoryAddress.Read(q, kind, organisation, country))
                ),
            ],
            "text/csv; charset=utf-8",
            "directory.csv"
        );

    public string Text(Principal principal, DirectoryQuery query)
    {
        var book = reader.BookFor(principal);
        return CsvText.Line(Head) + string.Concat(list.All(principal, query).Select(entry => Line(book, entry)));
    }

    private string Line(DirectoryBook book, DirectoryEntry entry) =>
        CsvText.Line(
            entry.Id.ToString(),
            entry.Kind,
            entry.Name,
            DisplayName.Native(entry.Names),
            entry.Names.Select(name => name.Reading).FirstOrDefault(reading => reading is not null),
            entry.Names.Select(name => name.Family).LastOrDefault(family => family is not null),
            entry.Details.FormOfAddress,
            Held(book, entry),
            NameAbove(book, entry, "office"),
            NameAbove(book, entry, "organisation"),
            entry.Contact.Telephone,
            entry.Contact.Mobile,
            entry.Contact.DutyNumber,
            entry.Contact.Mail,
            book.PlaceOf(entry),
            book.CountryOf(entry),
            book.ZoneOf(entry)
        );

    private string? Held(DirectoryBook book, DirectoryEntry entry) =>
        entry.Kind == "person"
            ? string.Join(
                "; ",
                book.HeldBy(entry.Id)
                    .Where(holding => holding.IsOn(words.TodayIn(book.ZoneOf(entry))))
                    .Select(holding => book.Find(holding.Post)!.Name)
            )
            : null;

    private static string? NameAbove(DirectoryBook book, DirectoryEntry entry, string kind) =>
        book.Above(entry).FirstOrDefault(above => above.Kind == kind)?.Name;
}
