using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class ClearanceValidationTests
{
    private static string? Place(LabelPolicy policy, Clearance clearance)
    {
        var problem = policy.Validate(clearance);
        problem?.Rule.ShouldNotBeEmpty("a problem says which rule is broken");
        return problem?.Place;
    }

    [Fact]
    public void names_that_the_policy_knows_are_no_problem() => Place(Policy, Gbr).ShouldBeNull();

    [Fact]
    public void a_name_that_the_policy_does_not_know_is_told_with_its_place()
    {
        Place(Policy, Gbr with { Policy = "OTHER" }).ShouldBe("/policy");
        Place(Policy, Cleared(["SECRET", "COSMIC"])).ShouldBe("/classifications/1");
        Place(Policy, Cleared(["SECRET"], ("nowhere", ["NATO"]))).ShouldBe("/categories/nowhere");
        Place(Policy, Cleared(["SECRET"], ("context", ["NATO", "ATLANTIS"]))).ShouldBe("/categories/context/1");
    }

    [Fact]
    public void a_member_of_a_group_in_any_epoch_may_be_held_where_the_group_is_a_value()
    {
        var joined = Parse(JsonWith("/memberships/1/groups/NATO", """["GBR","POL"]"""));

        Place(joined, Cleared(["SECRET"], ("releasableTo", ["POL"]))).ShouldBeNull();
        Place(joined, Cleared(["SECRET"], ("context", ["POL"]))).ShouldBe("/categories/context/0");
    }
}
