using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class MembershipTests
{
    private static readonly Label RelNato = Marked("SECRET", ("context", ["NATO"]), ("releasableTo", ["NATO"]));

    private static Clearance Holding(params string[] values) =>
        Cleared(["SECRET"], ("context", ["NATO"]), ("releasableTo", values));

    private static bool May(int epoch, params string[] values) =>
        Policy.Decide(RelNato with { MembershipEpoch = epoch }, Holding(values), Now).Permitted;

    [Fact]
    public void a_later_joiner_does_not_inherit_old_papers()
    {
        May(epoch: 1, "FIN").ShouldBeFalse();
        May(epoch: 2, "FIN").ShouldBeTrue();
        May(epoch: 1, "GBR").ShouldBeTrue();
    }

    [Fact]
    public void a_later_joiner_who_holds_the_groups_name_does_not_inherit_either() =>
        May(epoch: 1, "FIN", "NATO").ShouldBeFalse();

    [Fact]
    public void a_label_without_an_epoch_means_who_belonged_in_every_one()
    {
        May(epoch: 0, "GBR").ShouldBeTrue();
        May(epoch: 0, "FIN").ShouldBeFalse();
    }

    [Fact]
    public void a_member_needs_no_value_of_its_own_on_labels()
    {
        May(epoch: 1, "FRA").ShouldBeTrue();
    }

    [Fact]
    public void a_group_that_lists_its_own_name_is_met_by_holding_it()
    {
        var demo = ShippedPolicies.LegationDemo;
        var label = demo.Complete(new Label { Policy = demo.Id, Classification = "SECRET" }, Now);
        var clearance = new Clearance
        {
            Policy = demo.Id,
            Classifications = ["SECRET"],
            Categories = Categories(("releasableTo", ["ALLIANCE"])),
        };

        demo.Decide(label, clearance, Now).Permitted.ShouldBeTrue();
    }

    [Fact]
    public void an_epoch_the_policy_does_not_know_is_invalid() =>
        Policy.Validate(RelNato with { MembershipEpoch = 3 }, Now)!.Place.ShouldBe("/membershipEpoch");
}
