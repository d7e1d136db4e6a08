using Legation.Organisations.Directory;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Http;
using Legation.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Legation.Organisations.Browse;

/// <summary>All entries that the reader may have, in one list.</summary>
public sealed partial class DirectoryPage
{
    private DirectoryQuery query = new();
    private DirectoryBook book = default!;
    private DirectoryListed shown = new([], null);
    private string? next;
    private IReadOnlyList<Option> organisations = [];
    private IReadOnlyList<Option> countries = [];

    [Inject]
    private DirectoryReader Reader { get; set; } = default!;

    [Inject]
    private DirectoryList List { get; set; } = default!;

    [Inject]
    private EntryWords Entry { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private PageCursor Cursor { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private TimeFormat Format { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<DirectoryText> Words { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery]
    private string? Organisation { get; set; }

    [SupplyParameterFromQuery]
    private string? Country { get; set; }

    [SupplyParameterFromQuery]
    private string? Next { get; set; }

    private bool IsNarrowed => query with { Kind = null } != new DirectoryQuery();

    // A column that says the same of all is left out; the banner says it.
    private bool HasLabels => shown.Items.Select(entry => entry.Label).Distinct().Skip(1).Any();

    protected override void OnInitialized()
    {
        var principal = Current.Required;
        query = DirectoryAddress.Read(Q, Kind, Organisation, Country);
        if (!Cursor.TryReadParts(principal, query.ToString(), Next, out var after))
        {
            // A link that was kept too long or came from somebody else: the list begins again.
            Navigation.NavigateTo(DirectoryAddress.Of(query));
            return;
        }
        book = Reader.BookFor(principal);
        shown = List.Page(principal, query, after, PageCursor.DefaultLimit);
        next = shown.Next is { } position ? Cursor.Next(principal, query.ToString(), [.. position]) : null;
        organisations =
        [
            new Option("", Words["All"]),
            .. book.InOrder.Where(e => e.Kind == "organisation").Select(e => new Option(e.Id.ToString(), e.Name)),
        ];
        countries = [new Option("", Words["All"]), .. Countries()];
        if (Labels.Over(shown.Items.Select(entry => entry.Label)) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    private IEnumerable<Option> Countries() =>
        book
            .Entries.Select(entry => entry.Details.Country)
            .OfType<string>()
            .Distinct()
            .Select(code => new Option(code, Entry.Country(code)))
            .OrderBy(option => option.Text, StringComparer.CurrentCulture);

    private IEnumerable<Holding> HoldersNow(DirectoryEntry entry) =>
        entry.Kind == "post"
            ? book.HoldersOf(entry.Id).Where(holding => holding.IsOn(Entry.TodayIn(book.ZoneOf(entry))))
            : [];
}
