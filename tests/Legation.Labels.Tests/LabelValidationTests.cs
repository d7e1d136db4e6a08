using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class LabelValidationTests
{
    private static readonly Label Nato = Marked("SECRET", ("context", ["NATO"]));

    private static string? Place(Label label)
    {
        var problem = Policy.Validate(label, Now);
        problem?.Rule.ShouldNotBeEmpty("a problem says which rule is broken");
        return problem?.Place;
    }

    [Fact]
    public void a_valid_label_has_no_problem() => Policy.Validate(Nato, Now).ShouldBeNull();

    [Fact]
    public void a_problem_names_its_place()
    {
        Place(Nato with { Policy = "OTHER" }).ShouldBe("/policy");
        Place(Nato with { Classification = "COSMIC" }).ShouldBe("/classification");
        Place(Marked("SECRET")).ShouldBe("/categories/context");
        Place(Marked("SECRET", ("context", []))).ShouldBe("/categories/context");
        Place(Marked("SECRET", ("context", ["NATO", "X"]))).ShouldBe("/categories/context/1");
        Place(Marked("SECRET", ("context", ["NATO"]), ("a/b~c", ["X"]))).ShouldBe("/categories/a~1b~0c");
        Place(Marked("RESTRICTED", ("context", ["NATO"]), ("special", ["CRYPTO", "ATOMAL"])))
            .ShouldBe("/categories/special/1");
        Place(Nato with { MembershipEpoch = -1 }).ShouldBe("/membershipEpoch");
        Place(Nato with { Alternatives = [Nato] }).ShouldBe("/alternatives/0");
    }

    [Fact]
    public void each_policy_has_at_most_one_alternative()
    {
        var other = new Label { Policy = "OTHER", Classification = "CONFIDENTIAL" };

        Place(Nato with { Alternatives = [other, other with { Policy = "THIRD" }] }).ShouldBeNull();
        Place(Nato with { Alternatives = [other, other with { Policy = "other" }] }).ShouldBe("/alternatives/1");
    }

    [Fact]
    public void problems_are_told_in_the_order_of_the_rules()
    {
        var label = Marked("SECRET") with { Made = Now.AddDays(1), MembershipEpoch = 9, Alternatives = [Nato] };

        Place(label).ShouldBe("/made");
        Place(label with { Made = null }).ShouldBe("/membershipEpoch");
        Place(label with { Made = null, MembershipEpoch = 1 }).ShouldBe("/categories/context");
        Place(Nato with { Alternatives = [Nato] }).ShouldBe("/alternatives/0");
    }

    [Fact]
    public void a_retired_classification_is_refused_on_new_labels()
    {
        var policy = Parse(JsonWith("/classifications/3/retired", "\"2020-01-01T00:00:00Z\""));

        policy.Validate(Nato, Now)!.Place.ShouldBe("/classification");
        policy.Validate(Nato, Now)!.Rule.ShouldNotBeEmpty();
        policy.Validate(Nato with { Made = new DateTimeOffset(2019, 1, 1, 0, 0, 0, default) }, Now).ShouldBeNull();
    }

    [Fact]
    public void more_values_than_allowed_are_refused_and_repeated_ones_count_once()
    {
        Place(Marked("SECRET", ("context", ["NATO", "EAPC", "ISAF", "PFP", "KFOR"]))).ShouldBe("/categories/context");
        Place(Marked("SECRET", ("context", ["NATO", "EAPC", "ISAF", "PFP", "nato"]))).ShouldBeNull();
    }

    [Fact]
    public void a_retired_value_stays_valid_on_labels_older_than_its_retirement()
    {
        var label = Marked("SECRET", ("context", ["SFOR"]));

        Place(label with { Made = new DateTimeOffset(2004, 1, 1, 0, 0, 0, TimeSpan.Zero) }).ShouldBeNull();
        Place(label with { Made = new DateTimeOffset(2005, 12, 2, 0, 0, 0, TimeSpan.Zero) })
            .ShouldBe("/categories/context/0");
        Place(label).ShouldBe("/categories/context/0", "without a date it is as new as now");
    }

    [Fact]
    public void a_label_from_the_future_is_refused_beyond_what_clocks_differ()
    {
        Place(Nato with { Made = Now.AddMinutes(5) }).ShouldBeNull();
        Place(Nato with { Made = Now.AddMinutes(6) }).ShouldBe("/made");
    }

    [Fact]
    public void a_review_before_the_making_is_refused_but_for_a_day_that_zones_may_differ_by()
    {
        Place(Nato with { Made = Now, Review = new DateOnly(2026, 2, 27) }).ShouldBe("/review");
        Place(Nato with { Made = Now, Review = new DateOnly(2026, 2, 28) }).ShouldBeNull();
    }

    [Fact]
    public void completing_spells_stamps_and_adds_defaults()
    {
        var label = new Label
        {
            Policy = "test",
            Classification = "secret",
            Categories = Categories(("RELEASABLETO", ["jpn", "JPN"])),
        };

        var completed = Policy.Complete(label, Now);

        completed.Policy.ShouldBe("TEST");
        completed.Classification.ShouldBe("SECRET");
        completed.Categories.Keys.ShouldBe(["context", "releasableTo"]);
        completed.Values("context").ShouldBe(["NATO"]);
        completed.Values("releasableTo").ShouldBe(["JPN"]);
        completed.Made.ShouldBe(Now);
        completed.MembershipEpoch.ShouldBe(2);
        Policy.Complete(completed, Now.AddDays(1)).ShouldBe(completed);
    }

    [Fact]
    public void a_default_is_given_to_required_tag_sets_only()
    {
        var policy = Parse(JsonWith("/tagSets/0/required", "false"));

        policy.Complete(Marked("SECRET"), Now).Categories.ShouldBeEmpty();
    }

    [Fact]
    public void a_label_of_another_policy_is_neither_completed_nor_spelled()
    {
        var label = new Label { Policy = "OTHER", Classification = "secret" };

        Policy.Complete(label, Now).ShouldBeSameAs(label);
        Policy.Spell(label).ShouldBeSameAs(label);
    }

    [Fact]
    public void what_is_already_stamped_stays()
    {
        var label = Nato with { Made = Now.AddYears(-1), MembershipEpoch = 1 };

        Policy.Complete(label, Now).ShouldBe(label);
    }
}
