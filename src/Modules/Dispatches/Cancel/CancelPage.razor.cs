using Legation.Dispatches.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;

namespace Legation.Dispatches.Cancel;

/// <summary>The last look at a dispatch before it is cancelled, and at who is told.</summary>
public sealed partial class CancelPage
{
    private const string ReasonField = "Form.Reason";
    private IReadOnlyList<FieldError> errors = [];
    private DispatchDetail? detail;

    [Parameter]
    public string? Id { get; set; }

    [SupplyParameterFromForm(FormName = "cancel")]
    private CancelForm? Form { get; set; }

    [Inject]
    private CancelDispatch Act { get; set; } = default!;

    [Inject]
    private CancelReach Reach { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private RecordId Dispatch => RecordId.TryParse(Id, out var id) ? id : default;

    private string Page => $"/dispatches/{Id}";

    protected override void OnInitialized()
    {
        if (Act.Open(Current.Required, Dispatch).Refused(out var refusal, out var found))
        {
            if (refusal.Kind == RefusalKind.NotFound)
                Navigation.NotFound();
            else
                Navigation.NavigateTo(Page);
            return;
        }
        detail = found;
        if (Labels.Of(found.Item.Label) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    private async Task CancelAsync()
    {
        if (detail is null)
            return;
        if ((await Act.HandleAsync(Current.Required, Dispatch, Form?.Reason)).Refusal is { } refusal)
            errors = [new FieldError(ReasonField, refusal.Sentence)];
        else
            Navigation.NavigateTo($"{Page}?done=cancelled");
    }

    private sealed class CancelForm
    {
        public string? Reason { get; set; }
    }
}
