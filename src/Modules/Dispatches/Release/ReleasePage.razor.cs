using Legation.Dispatches.Draft;
using Legation.Dispatches.Reading;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;

namespace Legation.Dispatches.Release;

/// <summary>The last look at a dispatch and at who will receive it, before it is signed.</summary>
public sealed partial class ReleasePage
{
    private IReadOnlyList<FieldError> problems = [];
    private DraftToEdit? draft;

    [Parameter]
    public string? Id { get; set; }

    /// <summary>Number of the draft that was looked at.</summary>
    [SupplyParameterFromForm(FormName = "release")]
    private int? Seen { get; set; }

    [Inject]
    private WriteDraft Write { get; set; } = default!;

    [Inject]
    private ReleaseCheck Check { get; set; } = default!;

    [Inject]
    private ReleaseDispatch Release { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Editor => $"/dispatches/{Id}/edit";

    protected override void OnInitialized()
    {
        var opened = Write.Open(Current.Required, RecordId.TryParse(Id, out var id) ? id : default);
        if (!opened.Succeeded(out var found))
        {
            if (opened.Refusal!.Kind == RefusalKind.NotFound)
                Navigation.NotFound();
            else
                Navigation.NavigateTo($"/dispatches/{Id}");
            return;
        }
        draft = found;
        problems = [.. Check.Problems(Current.Required, found.Content).Select(DraftErrors.Of)];
        if (found.Content.Label is { } label && Labels.Of(label) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    private async Task SubmitAsync()
    {
        if (draft is null)
            return;
        if (Seen != draft.Number)
        {
            problems = [DraftErrors.Of(DispatchRefusals.StaleDraft)];
            return;
        }
        var released = await Release.HandleAsync(Current.Required, draft.Id, draft.Number);
        if (released.Refusal is { } refusal && Write.Open(Current.Required, draft.Id).Succeeded(out _))
            problems = [DraftErrors.Of(refusal)];
        else
            Navigation.NavigateTo($"/dispatches/{draft.Id}?done=released");
    }
}
