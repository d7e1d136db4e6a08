using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Model;
using Legation.Dispatches.Proposals;
using Legation.Labels;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Access;
using Legation.Ui;
using Microsoft.AspNetCore.Components;

namespace Legation.Dispatches.Relabel;

/// <summary>Gives a dispatch of this node another label: at once, or by a second person.</summary>
public sealed partial class RelabelAct
{
    private const string ReviewField = "Relabel.Review";
    private const string ReasonField = "Relabel.Reason";
    private RelabelForm form = new();
    private IReadOnlyList<FieldError> errors = [];
    private Proposal? proposal;

    /// <summary>The dispatch.</summary>
    [Parameter, EditorRequired]
    public DispatchDetail Detail { get; set; } = default!;

    /// <summary>Whether the form stands open, as for a dispatch that is to be reviewed.</summary>
    [Parameter]
    public bool Open { get; set; }

    [SupplyParameterFromForm(FormName = "relabel")]
    private DraftForm? Form { get; set; }

    [SupplyParameterFromForm(FormName = "relabel")]
    private RelabelFields? Relabel { get; set; }

    /// <summary>A proposal of his that was returned, to begin with.</summary>
    [SupplyParameterFromQuery(Name = "proposal")]
    private string? ProposalId { get; set; }

    [Inject]
    private ReturnedProposals Returned { get; set; } = default!;

    [Inject]
    private RelabelDispatch Act { get; set; } = default!;

    [Inject]
    private AcceptedPolicies Policies { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private CurrentPrincipal Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private Label Before => Detail.EffectiveLabel!;

    private LabelPolicy? Policy => Policies.Current.Find(form.Form.Policy ?? Before.Policy);

    // Before anything was chosen there is nothing to be said of it.
    private RelabelWish? Wish =>
        (Form is not null || proposal is not null) && form.ToWish().Succeeded(out var wish) ? wish : null;

    protected override void OnParametersSet()
    {
        if (Form is not null)
        {
            form = new RelabelForm { Form = Form, Relabel = Relabel ?? new() };
            return;
        }
        proposal = Returned.Find(Current.Required, ProposalId, RelabelProposal.KindName, Detail.Item.Id);
        form = RelabelForm.Of(proposal is null ? Before : RelabelJson.Read(proposal.Content));
        form.Relabel.Reason = proposal?.Reason;
    }

    private string? ErrorOf(string field) =>
        string.Join(' ', errors.Where(error => error.Field == field).Select(error => error.Text))
            is { Length: > 0 } said
            ? said
            : null;

    private async Task RelabelAsync()
    {
        if (form.ToWish().Refused(out var refusal, out var wish))
            errors = [Error(refusal)];
        else if (
            (await Act.HandleAsync(Current.Required, Detail.Item.Id, wish, form.Relabel.Reason)).Refused(
                out refusal,
                out var done
            )
        )
            errors = [Error(refusal)];
        else
            Navigation.NavigateTo(
                done.Proposal is null
                    ? $"/dispatches/{Detail.Item.Id}?done=relabelled"
                    : "/dispatches/proposals?done=proposed"
            );
    }

    private static FieldError Error(Refusal refusal) =>
        refusal.Field switch
        {
            "review" or "label.review" => new FieldError(ReviewField, refusal.Sentence),
            "reason" or null => new FieldError(ReasonField, refusal.Sentence),
            _ => DraftErrors.Of(refusal),
        };
}
