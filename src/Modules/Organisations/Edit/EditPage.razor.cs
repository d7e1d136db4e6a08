using Legation.Organisations.Browse;
using Legation.Organisations.Model;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Legation.Organisations.Edit;

/// <summary>Changes an entry of this node's part, or adds a person.</summary>
public sealed partial class EditPage
{
    private EntryToEdit? edited;
    private EntryForm form = new();
    private IReadOnlyList<FieldError> errors = [];

    /// <summary>Null: a person is added.</summary>
    [Parameter]
    public string? Id { get; set; }

    [SupplyParameterFromForm(FormName = "entry")]
    private EntryForm? Form { get; set; }

    [Inject]
    private EditEntry Entries { get; set; } = default!;

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

    private bool IsThere { get; set; }

    private bool IsPerson => edited is null || edited.Entry.Kind == "person";

    private string Heading => edited is null ? Words["Add a person"] : Words["Change {0}", edited.Entry.Name];

    protected override void OnInitialized()
    {
        IsThere = Id is null
            ? EditEntry.IsEditor(Current.Required)
            : RecordId.TryParse(Id, out var id) && Entries.Open(Current.Required, id).Succeeded(out edited);
        if (!IsThere)
        {
            Navigation.NotFound();
            return;
        }
        form = (Form ?? (edited is null ? new EntryForm() : EntryForm.Of(edited))).Padded();
        if (edited is not null && Labels.Of(edited.Entry.Label) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    private async Task SaveAsync()
    {
        var input = form.Read(edited?.Entry.Details ?? new EntryDetails());
        var saved = edited is null
            ? await Entries.AddPersonAsync(Current.Required, input)
            : await Entries.SaveAsync(Current.Required, edited.Entry.Id, input, form.Version);
        if (saved.Refused(out var refusal, out var entry))
            errors = [new FieldError(FieldOf(refusal), refusal.Sentence)];
        else
            Navigation.NavigateTo($"{DirectoryAddress.Of(entry.Id)}?done={Word(entry)}");
    }

    private static string Word(Entry entry) => entry.Change == EntryChange.Entered ? "added" : "saved";

    // contact.mail is the field Form.Mail, names[0].text the field Form.Names[0].Text.
    private static string FieldOf(Refusal refusal)
    {
        var place = (refusal.Field ?? "names[0].text").Replace("contact.", "", StringComparison.Ordinal);
        return $"Form.{string.Join('.', place.Split('.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}";
    }

    private string? Error(string field) => errors.FirstOrDefault(error => error.Field == field)?.Text;
}
