using Legation.Dispatches.Draft;
using Legation.Dispatches.Reading;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;

namespace Legation.Dispatches.Proposals;

/// <summary>One proposal: what is asked and why, beside all that the second person must have read.</summary>
public sealed partial class ProposalPage
{
    private OpenProposal? seen;
    private DirectoryView view = default!;
    private LabelPolicy? policy;
    private DraftForm form = new();
    private IReadOnlyList<FieldError> errors = [];
    private Refusal? returning;

    [Parameter]
    public string? Id { get; set; }

    [SupplyParameterFromForm(FormName = "approve")]
    private DraftForm? Form { get; set; }

    [SupplyParameterFromForm(FormName = "send-back")]
    private string? Reasons { get; set; }

    [Inject]
    private Releaser Releaser { get; set; } = default!;

    [Inject]
    private DispatchReader Reader { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private AcceptedPolicies Policies { get; set; } = default!;

    [Inject]
    private LabelWords Labels { get; set; } = default!;

    [Inject]
    private PageLabel Banner { get; set; } = default!;

    [Inject]
    private HomeZone Zone { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private Proposal Made => seen!.Proposal;

    private Asked Asked => Made.Asked;

    private ProposalView What => seen!.View;

    private bool IsAuthor => Made.Author.Person == Current.Required.Person;

    protected override void OnInitialized()
    {
        var id = RecordId.TryParse(Id, out var parsed) ? parsed : default;
        if (!Releaser.Open(Current.Required, id).Succeeded(out var found))
        {
            Navigation.NotFound();
            return;
        }
        seen = found;
        view = Directory.For(Current.Required);
        if (What.LabelToChoose is { } label)
            (policy, form) = (PolicyOf(label), Form ?? OfLabel(label));
        if (Labels.Over(seen.Line.Labels) is { } banner)
            Banner.Set(banner.Full, banner.Colour);
    }

    private LabelPolicy PolicyOf(Label label) => Policies.Current.Find(label.Policy) ?? Policies.Current.First();

    private static DraftForm OfLabel(Label label) =>
        DraftForm.Of(new("", "", Precedence.Routine, [], [], null, label), null, "UTC");

    private async Task ApproveAsync()
    {
        var label = policy is null ? null : form.ToInput(Zone.Id).Label;
        var approved = await Releaser.ApproveAsync(Current.Required, Made.Id, label);
        if (approved.Refusal is { } refusal)
            errors = [DraftErrors.Of(refusal)];
        else
            // Who approves need not be of those who have it.
            Navigation.NavigateTo(
                Reader.Knows(Current.Required, approved.Value)
                    ? $"/dispatches/{approved.Value}?done=approved"
                    : "/dispatches/proposals?done=approved"
            );
    }

    private async Task ReturnAsync()
    {
        returning = (await Releaser.ReturnAsync(Current.Required, Made.Id, Reasons)).Refusal;
        if (returning is null)
            Navigation.NavigateTo("/dispatches/proposals?done=returned");
    }

    private async Task WithdrawAsync()
    {
        var withdrawn = await Releaser.WithdrawAsync(Current.Required, Made.Id);
        if (withdrawn.Refusal is { } refusal)
            errors = [DraftErrors.Of(refusal)];
        else
            Navigation.NavigateTo("/dispatches/proposals?done=withdrawn");
    }
}
