using System.Globalization;
using Legation.Organisations.Browse;
using Legation.Organisations.Directory;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Legation.Organisations.Edit;

/// <summary>Where somebody is appointed to a post, and an appointment ended.</summary>
public sealed partial class HoldersPage
{
    private DirectoryBook book = default!;
    private EntryToEdit? edited;
    private List<Holding> holdings = [];
    private IReadOnlyList<Option> persons = [];
    private IReadOnlyList<Option> absent = [];
    private IReadOnlyList<FieldError> errors = [];

    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromForm(FormName = "appoint")]
    private AppointForm? Form { get; set; }

    [CascadingParameter]
    private Microsoft.AspNetCore.Http.HttpContext? Context { get; set; }

    [Inject]
    private EditEntry Entries { get; set; } = default!;

    [Inject]
    private Appointments Appointments { get; set; } = default!;

    [Inject]
    private DirectoryReader Reader { get; set; } = default!;

    [Inject]
    private EntryWords Entry { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<DirectoryText> Words { get; set; } = default!;

    protected override void OnInitialized()
    {
        var principal = Current.Required;
        if (
            !RecordId.TryParse(Id, out var id)
            || id.Kind != "post"
            || !Entries.Open(principal, id).Succeeded(out edited)
        )
        {
            Navigation.NotFound();
            return;
        }
        book = Reader.BookFor(principal);
        holdings = [.. book.HoldersOf(id)];
        persons = [new Option("", Words["Choose"]), .. Persons()];
        absent = [new Option("", Words["Nobody’s"]), .. Persons()];
        var shown = holdings.ConvertAll(holding => book.Find(holding.Person)!.Label).Append(edited.Entry.Label);
        if (Labels.Over(shown) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    private IEnumerable<Option> Persons() =>
        book.ByName.Where(e => e.Kind == "person").Select(e => new Option(e.Id.ToString(), e.Name));

    private async Task AppointAsync()
    {
        var asked = new Appointment(Id(Form?.Person), Day(Form?.From), Day(Form?.To), Id(Form?.ActingFor));
        Finish(await Appointments.AppointAsync(Current.Required, edited!.Entry.Id, asked), "appointed");

        static RecordId? Id(string? text) => RecordId.TryParse(text, out var id) ? id : null;
    }

    private async Task EndAsync(Holding holding) =>
        Finish(
            await Appointments.EndAsync(Current.Required, holding.Record, Day(Context?.Request.Form["To"])),
            "ended"
        );

    private void Finish(Outcome<Entry> done, string word)
    {
        if (done.Refused(out var refusal, out _))
            errors = [new FieldError(refusal.Field ?? "", refusal.Sentence)];
        else
            Navigation.NavigateTo($"{DirectoryAddress.Of(edited!.Entry.Id)}?done={word}");
    }

    private string? Error(string field) => errors.FirstOrDefault(error => error.Field == field)?.Text;

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private sealed class AppointForm
    {
        public string? Person { get; set; }

        public string? From { get; set; }

        public string? To { get; set; }

        public string? ActingFor { get; set; }
    }
}
