using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

/// <summary>Which of two labels lets in somebody whom the other kept out.</summary>
public sealed class LabelComparisonTests
{
    private static readonly Label Confidential = Marked(
        "CONFIDENTIAL",
        ("context", ["NATO"]),
        ("releasableTo", ["GBR", "NZL"]),
        ("special", ["CRYPTO"]),
        ("subject", ["STAFF"])
    );

    private static readonly Label Elsewhere = new() { Policy = "NOWHERE", Classification = "ANY" };
    private static readonly Label Other = new() { Policy = "OTHER", Classification = "CONFIDENTIAL" };

    private static bool Widens(Label from, Label to) => Policy.Widens(from, to, Now);

    private static bool WidensAnywhere(Label from, Label to) => new LabelPolicies(Policy).Widens(from, to, Now);

    private static Label Having(string tagSet, params string[] values) =>
        Confidential with
        {
            Categories =
                values.Length == 0
                    ? Confidential.Categories.Remove(tagSet)
                    : Confidential.Categories.SetItem(tagSet, [.. values]),
        };

    [Fact]
    public void the_same_label_lets_in_nobody_else()
    {
        Widens(Confidential, Confidential).ShouldBeFalse();
        Widens(Confidential, Confidential with { Review = new DateOnly(2030, 1, 1) }).ShouldBeFalse();
    }

    [Theory]
    [InlineData("SECRET", false)]
    [InlineData("CONFIDENTIAL", false)]
    [InlineData("RESTRICTED", true)]
    public void a_lower_classification_lets_in_more(string classification, bool widens) =>
        Widens(Confidential, Confidential with { Classification = classification }).ShouldBe(widens);

    [Theory]
    [InlineData(true)]
    [InlineData(false, "CRYPTO", "BOHEMIA")]
    [InlineData(true, "BOHEMIA")]
    public void a_restrictive_value_left_out_lets_in_more(bool widens, params string[] values) =>
        Widens(Confidential, Having("special", values)).ShouldBe(widens);

    [Theory]
    [InlineData(true)]
    [InlineData(false, "GBR")]
    [InlineData(false, "NZL", "GBR")]
    [InlineData(true, "NZL", "WSM")]
    [InlineData(true, "NZL", "GBR", "WSM")]
    public void a_permissive_value_more_or_the_tag_set_left_out_lets_in_more(bool widens, params string[] values) =>
        Widens(Confidential, Having("releasableTo", values)).ShouldBe(widens);

    [Fact]
    public void one_more_permissive_tag_set_lets_in_nobody_else() =>
        Widens(Confidential, Having("only", "GBR")).ShouldBeFalse();

    [Fact]
    public void what_is_said_for_information_changes_nothing() =>
        Widens(Confidential, Having("subject")).ShouldBeFalse();

    [Fact]
    public void a_group_is_its_members_of_the_epoch()
    {
        var nato = Having("releasableTo", "NATO") with { MembershipEpoch = 1 };

        Widens(nato, nato with { MembershipEpoch = 2 }).ShouldBeTrue("FIN joined in epoch 2");
        Widens(nato with { MembershipEpoch = 2 }, nato).ShouldBeFalse();
        Widens(nato, Having("releasableTo", "GBR") with { MembershipEpoch = 2 }).ShouldBeFalse("GBR is a member");
    }

    [Fact]
    public void what_is_not_valid_counts_as_letting_in()
    {
        var unknown = Having("releasableTo", "ATLANTIS");

        Widens(unknown, Confidential with { Classification = "TOP SECRET" }).ShouldBeTrue();
        Widens(Confidential, unknown).ShouldBeTrue("a later version of the policy may have the word");
    }

    [Fact]
    public void what_another_policy_makes_of_it_is_compared_by_its_alternative_or_mapping()
    {
        Widens(Elsewhere, Confidential).ShouldBeTrue();
        Widens(Confidential, Elsewhere).ShouldBeFalse("it means nothing here, so nobody has it");
        Widens(Elsewhere with { Alternatives = [Confidential] }, Confidential).ShouldBeFalse();
        Widens(Marked("CONFIDENTIAL", ("context", ["NATO"]), ("releasableTo", ["GBR"])), Other).ShouldBeFalse();
        Widens(Marked("SECRET", ("context", ["NATO"]), ("releasableTo", ["GBR"])), Other).ShouldBeTrue();
    }

    [Fact]
    public void every_accepted_policy_is_asked()
    {
        var demo = ShippedPolicies.Tlp;
        var both = new LabelPolicies(Policy, demo);
        var green = Confidential with { Alternatives = [new() { Policy = demo.Id, Classification = "GREEN" }] };

        both.Widens(green, green with { Classification = "SECRET" }, Now).ShouldBeFalse();
        both.Widens(Confidential, green, Now).ShouldBeTrue("who is cleared in the other policy alone may have it now");
        both.Widens(green, Confidential, Now).ShouldBeFalse();
    }

    [Fact]
    public void what_a_policy_that_is_not_accepted_makes_of_it_counts_as_letting_in_unless_it_stood_there()
    {
        var told = Confidential with { Alternatives = [Elsewhere] };

        WidensAnywhere(Confidential, told).ShouldBeTrue();
        WidensAnywhere(told, told with { Classification = "SECRET" }).ShouldBeFalse();
        WidensAnywhere(told, told with { Alternatives = [Elsewhere with { Classification = "ALL" }] }).ShouldBeTrue();
        WidensAnywhere(told, Confidential).ShouldBeFalse();
        WidensAnywhere(Elsewhere, Elsewhere).ShouldBeFalse();
        WidensAnywhere(Elsewhere, Elsewhere with { Classification = "ALL" }).ShouldBeTrue();
    }

    [Fact]
    public void to_leave_a_policy_that_is_not_accepted_counts_as_letting_in()
    {
        var known = Elsewhere with { Alternatives = [Confidential] };

        WidensAnywhere(known, Confidential).ShouldBeTrue("that policy may translate the one and not the other");
        WidensAnywhere(Confidential, known with { Alternatives = [] }).ShouldBeTrue();
    }
}
