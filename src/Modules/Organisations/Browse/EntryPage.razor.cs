using System.Globalization;
using Legation.Organisations.Contracts;
using Legation.Organisations.Directory;
using Legation.Organisations.Edit;
using Legation.Organisations.Model;
using Legation.Organisations.Names;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Legation.Organisations.Browse;

/// <summary>An organisation, an office, a post or a person.</summary>
public sealed partial class EntryPage
{
    private DirectoryBook book = default!;
    private DirectoryEntry? entry;

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private DirectoryReader Reader { get; set; } = default!;

    [Inject]
    private ReadGateway Gateway { get; set; } = default!;

    [Inject]
    private EntryWords Entry { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private TimeFormat Format { get; set; } = default!;

    [Inject]
    private NodeIdentity Node { get; set; } = default!;

    [Inject]
    private HomeZone Zone { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Done { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<DirectoryText> Words { get; set; } = default!;

    private List<Holding> Holdings => [.. entry!.Kind == "post" ? book.HoldersOf(entry.Id) : book.HeldBy(entry.Id)];

    private List<HoldingLine> Lines => Holdings.ConvertAll(holding => Entry.Line(book, holding, entry!));

    private string? Notice =>
        Done switch
        {
            "added" => Words["Added. It goes to all nodes whom its label permits."].Value,
            "saved" => Words["Saved. The new version goes to all nodes whom its label permits."].Value,
            "appointed" => Words["Appointed."].Value,
            "ended" => Words["The last day is set."].Value,
            _ => null,
        };

    private bool IsOwn => EditEntry.IsEditor(Current.Required) && entry!.Home == Node.Id;

    // One version alone tells nothing that the page does not.
    private List<VersionLine> Versions() =>
        [
            .. Gateway
                .PositionsOf(Current.Required, entry!.Id)
                .Select(position => Gateway.At(Current.Required, position))
                .OfType<AppliedRecord>()
                .OrderByDescending(record => record.Header.Version)
                .Select(Line),
        ];

    private VersionLine Line(AppliedRecord record)
    {
        var author = record.Header.Author;
        var names = RecordMaker.ReadBody<PersonBody>(record.Record).Names;
        return new VersionLine(
            record.Header.Version,
            record.Header.Made,
            book.Find(author.Person) is { } person ? $"{person.Name}, {book.Find(author.Post)?.Name}".TrimEnd(' ', ',')
                : author.Person.Kind == "node" ? Words["the node"]
                : "",
            DisplayName.Latin(Readable.Of(names))
        );
    }

    private List<DirectoryEntry> Within => [.. book.Within(entry!)];

    /// <summary>Days of the entry and of what it belongs to, the next first.</summary>
    private List<(SpecialDay Day, DateOnly Next)> Days =>
        [
            .. book.Above(entry!)
                .Prepend(entry!)
                .SelectMany(e => e.Details.Days ?? [])
                .Select(day => (Day: day, Next: day.Next(Today)))
                .Where(day => day.Next is not null)
                .Select(day => (day.Day, day.Next!.Value))
                .OrderBy(day => day.Value),
        ];

    private string? Feast => Days is [var (day, next), ..] && next == Today ? DisplayName.Latin(day.Name) : null;

    private DateOnly Today => Entry.TodayIn(book.ZoneOf(entry!));

    protected override void OnInitialized()
    {
        var principal = Current.Required;
        book = Reader.BookFor(principal);
        entry = RecordId.TryParse(Id, out var id) ? book.Find(id) : null;
        // Asked of the gateway, which notes who has looked, and who has looked in vain.
        if (entry is null || Gateway.Record(principal, entry.Id) is null)
        {
            entry = null;
            Navigation.NotFound();
            return;
        }
        if (Labels.Over(Shown().Select(e => e.Label)) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    private IEnumerable<DirectoryEntry> Shown() =>
        new[] { entry! }
            .Concat(book.Above(entry!))
            .Concat(Within)
            .Concat(
                Holdings.SelectMany(h => new[] { book.Find(h.Person), book.Find(h.Post) }).OfType<DirectoryEntry>()
            );

    private static string LanguageOf(LocalisedName name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name.Lang).DisplayName;
        }
        catch (CultureNotFoundException)
        {
            return name.Lang;
        }
    }
}
