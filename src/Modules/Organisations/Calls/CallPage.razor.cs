using Legation.Organisations.Browse;
using Legation.Organisations.Contracts;
using Legation.Organisations.Directory;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Legation.Organisations.Calls;

/// <summary>One page to have in hand while one calls somebody, or whoever holds a post.</summary>
public sealed partial class CallPage
{
    // So that it is one sheet of paper.
    private const int MostOfEach = 5;

    private DirectoryBook book = default!;
    private DirectoryEntry? entry;
    private CallNotes notes = new([], [], [], []);

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private DirectoryReader Reader { get; set; } = default!;

    [Inject]
    private ReadGateway Gateway { get; set; } = default!;

    [Inject]
    private ICorrespondence Correspondence { get; set; } = default!;

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
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<DirectoryText> Words { get; set; } = default!;

    /// <summary>Of a post, who holds it today.</summary>
    private IEnumerable<NamedLink> Holders => Now(entry!).Where(_ => IsPost).Select(h => EntryWords.Link(Other(h)));

    /// <summary>The own numbers, then those of the posts held, or of who holds the post.</summary>
    private IEnumerable<ContactDetails> Contacts =>
        Now(entry!).Select(Other).Prepend(entry!).Select(e => e.Details.Contact).OfType<ContactDetails>();

    private bool IsPost => entry!.Kind == "post";

    protected override void OnInitialized()
    {
        var principal = Current.Required;
        book = Reader.BookFor(principal);
        entry = RecordId.TryParse(Id, out var id) && id.Kind is "person" or "post" ? book.Find(id) : null;
        if (entry is null || Gateway.Record(principal, entry.Id) is null)
        {
            entry = null;
            Navigation.NotFound();
            return;
        }
        notes = Correspondence.With(principal, Side(), MostOfEach);
        var labels = new[] { notes.Wrote, notes.WasSent, notes.WaitsThere, notes.WaitsHere }
            .SelectMany(list => list)
            .Select(note => note.Label)
            .Concat(Now(entry).Select(Other).Prepend(entry).Select(e => e.Label));
        if (Labels.Over(labels) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    private CalledSide Side() =>
        IsPost
            ? new CalledSide(null, [entry!.Id])
            : new CalledSide(entry!.Id, [.. Now(entry).Select(holding => holding.Post)]);

    private IEnumerable<Holding> Now(DirectoryEntry of) =>
        (of.Kind == "post" ? book.HoldersOf(of.Id) : book.HeldBy(of.Id)).Where(holding =>
            holding.IsOn(Entry.TodayIn(book.ZoneOf(of)))
        );

    private DirectoryEntry Other(Holding holding) => book.Find(IsPost ? holding.Person : holding.Post)!;
}
