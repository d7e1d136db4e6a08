using Legation.Dispatches.Contracts;
using Legation.Dispatches.Proposals;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;

namespace Legation.Dispatches.Releasable;

/// <summary>Makes a version for those who may have a part of a dispatch, and lays it before a releaser.</summary>
public sealed partial class ReleasablePage
{
    private readonly List<FieldError> errors = [];
    private Original? original;
    private DirectoryView view = default!;
    private IReadOnlyList<RecordId> candidates = [];
    private IReadOnlyList<RecordId> leftOut = [];
    private IReadOnlyList<string> remarks = [];
    private ReleasableText? preview;
    private ReleasableForm form = new();

    [Parameter]
    public string? Id { get; set; }

    [SupplyParameterFromQuery]
    private string[]? For { get; set; }

    [SupplyParameterFromForm(FormName = "releasable")]
    private ReleasableForm? Form { get; set; }

    [Inject]
    private Originals Originals { get; set; } = default!;

    [Inject]
    private ReleasableVersions Versions { get; set; } = default!;

    [Inject]
    private ProposeVersion Propose { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Address => $"/dispatches/{Id}";

    private DispatchItem Item => original!.Detail.Item;

    private IReadOnlyList<RecordId> Chosen { get; set; } = [];

    protected override void OnInitialized()
    {
        var opened = Originals.Open(Current.Required, RecordId.TryParse(Id, out var id) ? id : default);
        if (!opened.Succeeded(out original))
        {
            if (opened.Refusal!.Kind == RefusalKind.NotFound)
                Navigation.NotFound();
            else
                Navigation.NavigateTo(Address);
            return;
        }
        view = Directory.For(Current.Required);
        candidates = Versions.Candidates(Current.Required, original);
        leftOut = ReleasableVersions.LeftOut(original, candidates);
        // Unless others are named, it is for those who were meant to have the dispatch.
        var named = (Form?.For ?? (For is { Length: > 0 } ? For.ToList() : null))?.Select(text =>
            RecordId.TryParse(text, out var party) ? party : default
        );
        Chosen = [.. named ?? leftOut];
        if (Labels.Of(Item.Label) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
        LeaveOut(original);
    }

    private void LeaveOut(Original from)
    {
        if (Chosen.Count == 0)
            return;
        if (Versions.Preview(Current.Required, from, Chosen).Refused(out var refusal, out preview))
        {
            errors.Add(Of(refusal));
            return;
        }
        form =
            Form
            ?? new ReleasableForm
            {
                Original = from.Record.Hash.ToString(),
                Subject = Item.Subject,
                Text = preview.Text,
            };
        remarks = ReleasableRemarks.On($"{form.Subject}\n\n{form.Text}", from.Text.Text, preview.LeftOut);
    }

    private async Task ProposeAsync()
    {
        if (original is null)
            return;
        var content = new ReleasableContent(form.Original ?? "", Chosen, form.Subject ?? "", form.Text ?? "");
        var proposed = await Propose.HandleAsync(Current.Required, original.Detail.Item.Id, content, form.Reason);
        if (proposed.Refusal is { } refusal)
            errors.Add(Of(refusal));
        else
            Navigation.NavigateTo("/dispatches/proposals?done=proposed");
    }

    private static FieldError Of(Refusal refusal) =>
        refusal.Field?.Split('[')[0] switch
        {
            "for" => new FieldError("for", refusal.Sentence),
            { } field => new FieldError($"Form.{char.ToUpperInvariant(field[0])}{field[1..]}", refusal.Sentence),
            null => new FieldError(null, refusal.Sentence),
        };

    private string? ErrorOf(string field) =>
        errors
            .Find(error => string.Equals(error.Field?.Split('.')[^1], field, StringComparison.OrdinalIgnoreCase))
            ?.Text;

    private sealed class ReleasableForm
    {
        public string? Original { get; set; }

        public List<string>? For { get; set; }

        public string? Subject { get; set; }

        public string? Text { get; set; }

        public string? Reason { get; set; }
    }
}
