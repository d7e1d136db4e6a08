using Legation.Dispatches.Contracts;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Release;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;

namespace Legation.Dispatches.Relabel;

/// <summary>What somebody wants of a label.</summary>
/// <param name="Label">The label; null: that which it has.</param>
/// <param name="Review">When it is to be looked at again; null: never.</param>
internal sealed record RelabelWish(Label? Label, DateOnly? Review);

/// <summary>A relabelling that may be done.</summary>
/// <param name="Dispatch">As it stands.</param>
/// <param name="Label">The label that it is to have.</param>
/// <param name="Widens">Whether that lets in anybody whom the label that it has keeps out: then it takes two persons.</param>
internal sealed record RelabelIntent(AppliedRecord Dispatch, Label Label, bool Widens);

/// <summary>The rules that a relabelling must meet.</summary>
internal sealed class RelabelCheck(
    DispatchDetails details,
    ReleaseCheck check,
    ReadGateway gateway,
    AcceptedPolicies policies,
    TimeProvider clock
)
{
    public Outcome<RelabelIntent> Check(Principal principal, RecordId id, RelabelWish wish)
    {
        if (!details.Open(principal, id).Succeeded(out var detail) || gateway.Record(principal, id) is not { } dispatch)
            return DispatchRefusals.NotFound;
        if (!principal.Duties.HasFlag(Duties.Write) && !principal.Duties.HasFlag(Duties.Release))
            return DispatchRefusals.NotYourDuty;
        if (!detail.IsOfThisNode)
            return RelabelRefusals.NotHome;
        if (LabelOf(principal, dispatch.EffectiveLabel, wish).Refused(out var refusal, out var label))
            return refusal;
        var widens = policies.Current.Widens(dispatch.EffectiveLabel, label, clock.GetUtcNow());
        if (widens && detail.Item.Cancelled is not null)
            return RelabelRefusals.CancelledBefore;
        // Whom it lets in could not have it before the office has cleared it, and would lack the clearance.
        return widens && detail.Item.Status is (DispatchStatus.AwaitingClearance or DispatchStatus.Returned)
            ? RelabelRefusals.NotUnderWay
            : new RelabelIntent(dispatch, label, widens);
    }

    private Outcome<Label> LabelOf(Principal principal, Label before, RelabelWish wish)
    {
        var wanted = (wish.Label ?? before) with { Review = wish.Review };
        if (wanted.Review is { } review && review != before.Review && review <= Today)
            return RelabelRefusals.Past;
        // Words that were retired since stay valid on what was marked with them.
        if (SaysTheSame(wanted, before))
            return wanted.Review == before.Review
                ? RelabelRefusals.NothingChanges
                : before with
                {
                    Review = wanted.Review,
                };
        return check.WritableLabel(principal, Stamped(wanted, before)).Refused(out var refusal, out var label)
            ? refusal
            : label with
            {
                Made = before.Made,
            };
    }

    /// <summary>Whether two labels differ in dates at most, and in the stamp that a label newly chosen has not yet.</summary>
    public static bool SaysTheSame(Label wanted, Label before) =>
        Stamped(wanted, before) with { Made = before.Made, Review = before.Review } == before;

    // It is the same information: who has joined a group since then is not let in by another label.
    private static Label Stamped(Label wanted, Label before) =>
        wanted.MembershipEpoch == 0 && string.Equals(wanted.Policy, before.Policy, StringComparison.OrdinalIgnoreCase)
            ? wanted with
            {
                MembershipEpoch = before.MembershipEpoch,
            }
            : wanted;

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
