using Legation.Dispatches.Draft;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Reading;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;

namespace Legation.Dispatches.Release;

/// <summary>The last look at a dispatch and at who will receive it, before it is signed.</summary>
public sealed partial class ReleasePage
{
    private IReadOnlyList<FieldError> problems = [];
    private IReadOnlyList<Label> labels = [];
    private DraftToEdit? draft;
    private Refusal? asking;

    [Parameter]
    public string? Id { get; set; }

    /// <summary>Number of the draft that was looked at.</summary>
    [SupplyParameterFromForm(FormName = "release")]
    private int? Seen { get; set; }

    [SupplyParameterFromForm(FormName = "propose")]
    private ProposeForm? Asking { get; set; }

    [Inject]
    private WriteDraft Write { get; set; } = default!;

    [Inject]
    private DraftBeginnings Beginnings { get; set; } = default!;

    [Inject]
    private ReleaseCheck Check { get; set; } = default!;

    [Inject]
    private ReleaseDispatch Release { get; set; } = default!;

    [Inject]
    private ProposeRelease Propose { get; set; } = default!;

    [Inject]
    private PortionLabels Portions { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool ForReleaser { get; set; }

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
        var refusals = Check.Problems(Current.Required, found.Id, found.Content);
        problems = [.. refusals.Select(DraftErrors.Of)];
        ForReleaser = refusals.Count > 0 && refusals.All(ReleaseProposal.IsForReleaser) && found.Saved is not null;
        if (ForReleaser && found.Content.Label is { } label)
            labels = [.. Portions.LabelsOf(label, found.Content.Text)];
        if (Labels.Over(Beginnings.LabelsOf(Current.Required, found.Content)) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    private async Task ProposeAsync()
    {
        if (draft is null)
            return;
        var (seen, reason) = (Asking?.Seen ?? 0, Asking?.Reason);
        var proposed = await Propose.HandleAsync(Current.Required, draft.Id, seen, reason);
        asking = proposed.Refusal;
        if (asking is null)
            Navigation.NavigateTo("/dispatches/proposals?done=proposed");
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

    private sealed class ProposeForm
    {
        public int? Seen { get; set; }

        public string? Reason { get; set; }
    }
}
