using System.Text.Json;
using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class DecisionTests
{
    private static readonly Label Nato = Marked("SECRET", ("context", ["NATO"]));

    private static Decision Decide(Label label, Clearance clearance) => Policy.Decide(label, clearance, Now);

    [Fact]
    public void a_label_with_an_unknown_value_is_denied()
    {
        var decision = Decide(Marked("SECRET", ("context", ["NATO", "ATLANTIS"])), Gbr);

        decision.Reason.ShouldBe(DenialReason.InvalidLabel);
        decision.Explain().ShouldContain("/categories/context/1: ATLANTIS is not a value of context");
    }

    [Fact]
    public void the_default_decision_denies()
    {
        default(Decision).Permitted.ShouldBeFalse();
        default(Decision).Explain().ShouldBe("nothing was decided");
    }

    [Fact]
    public void validity_is_looked_at_before_the_classification_and_that_before_restrictive_and_permissive_values()
    {
        var nobody = Cleared(["UNCLASSIFIED"]);
        var label = Marked("SECRET", ("context", ["NATO"]), ("special", ["CRYPTO"]));
        var secret = nobody with { Classifications = ["SECRET"] };
        var crypto = secret with { Categories = Categories(("special", ["CRYPTO"])) };

        Decide(label with { MembershipEpoch = 9 }, nobody).Reason.ShouldBe(DenialReason.InvalidLabel);
        Decide(label, nobody).Reason.ShouldBe(DenialReason.Classification);
        Decide(label, secret).Reason.ShouldBe(DenialReason.Restrictive);
        Decide(label, crypto).ShouldBe(new Decision(false, DenialReason.Permissive, "context", "NATO"));
    }

    [Fact]
    public void permissive_tag_sets_are_all_to_be_met()
    {
        var label = Marked("SECRET", ("context", ["NATO"]), ("only", ["IRL"]));

        Decide(label, Gbr).ShouldBe(new Decision(false, DenialReason.Permissive, "only", "IRL"));
    }

    [Fact]
    public void an_originators_label_in_the_policy_wins_over_an_alternative_even_if_invalid()
    {
        var label = Marked("SECRET") with { Alternatives = [Nato] };

        Decide(label, Gbr).Reason.ShouldBe(DenialReason.InvalidLabel);
    }

    [Fact]
    public void an_alternative_wins_over_a_mapping()
    {
        var label = new Label { Policy = "OTHER", Classification = "CONFIDENTIAL" };

        Decide(label, Gbr).Permitted.ShouldBeTrue();
        Decide(label with { Alternatives = [Marked("SECRET", ("context", ["GEORGIA"]), ("only", ["IRL"]))] }, Gbr)
            .Reason.ShouldBe(DenialReason.Permissive);
    }

    [Fact]
    public void two_alternatives_in_one_policy_are_no_answer()
    {
        var label = new Label
        {
            Policy = "OTHER",
            Classification = "CONFIDENTIAL",
            Alternatives = [Nato, Nato],
        };

        Decide(label, Gbr).Reason.ShouldBe(DenialReason.NoLabelInPolicy);
    }

    [Fact]
    public void a_policy_that_is_not_accepted_denies()
    {
        LabelPolicies
            .None.Decide(Nato, Gbr, Now)
            .ShouldBe(new Decision(false, DenialReason.PolicyNotAccepted, null, "TEST"));
        new LabelPolicies(Policy).Decide(Nato, Gbr with { Policy = "test" }, Now).Permitted.ShouldBeTrue();
    }

    [Fact]
    public void a_clearance_of_another_policy_is_denied() =>
        Decide(Nato, Gbr with { Policy = "OTHER" }).Reason.ShouldBe(DenialReason.ClearanceInOtherPolicy);

    [Fact]
    public void what_another_version_compiled_is_denied()
    {
        var other = Parse(Json);

        Policy.Decide(other.Compile(Nato, Now), Policy.Compile(Gbr)).Permitted.ShouldBeFalse();
        Policy.Decide(Policy.Compile(Nato, Now), other.Compile(Gbr)).Permitted.ShouldBeFalse();
    }

    [Fact]
    public void a_review_date_that_has_passed_denies_nothing() =>
        Decide(Nato with { Made = Now.AddYears(-2), Review = new DateOnly(2025, 1, 1) }, Gbr).Permitted.ShouldBeTrue();

    [Fact]
    public void names_in_a_clearance_that_the_policy_does_not_know_grant_nothing()
    {
        var clearance = Cleared(["SECRET", "COSMIC"], ("context", ["ATLANTIS"]), ("nowhere", ["NATO"]));

        Decide(Nato, clearance).Reason.ShouldBe(DenialReason.Permissive);
    }

    [Theory]
    [InlineData(DenialReason.PolicyNotAccepted)]
    [InlineData(DenialReason.NoLabelInPolicy)]
    [InlineData(DenialReason.InvalidLabel)]
    [InlineData(DenialReason.Classification)]
    [InlineData(DenialReason.Restrictive)]
    [InlineData(DenialReason.Permissive)]
    public void an_explanation_names_what_it_failed_on(DenialReason reason) =>
        new Decision(false, reason, null, "VALUE").Explain().ShouldContain("VALUE");

    [Fact]
    public void a_permission_and_a_clearance_of_another_policy_are_explained_too()
    {
        var permitted = Decide(Nato, Gbr).Explain();
        var other = Decide(Nato, Gbr with { Policy = "OTHER" }).Explain();

        permitted.ShouldNotBeEmpty();
        other.ShouldNotBeEmpty();
        new[] { permitted, other, default(Decision).Explain() }.ShouldBeUnique();
    }

    [Fact]
    public void a_permissive_denial_names_every_value_that_would_have_done() =>
        Decide(Marked("SECRET", ("context", ["NATO"]), ("only", ["irl", "SWE"])), Gbr).Value.ShouldBe("IRL, SWE");

    [Fact]
    public void a_name_said_twice_in_a_clearance_counts_once()
    {
        var clearance = Cleared(["SECRET", "secret"], ("context", ["NATO", "nato"]));

        Decide(Nato, clearance).Permitted.ShouldBeTrue();
    }

    [Fact]
    public void a_clearance_without_any_list_reads_nothing()
    {
        var clearance = new Clearance { Policy = "TEST", Classifications = default };

        Decide(Nato, clearance).Reason.ShouldBe(DenialReason.Classification);
        Decide(Nato with { Alternatives = default }, Gbr).Permitted.ShouldBeTrue();
    }

    [Fact]
    public void a_compiled_label_tells_whether_nobody_may_have_it()
    {
        Policy.Compile(Nato, Now).IsDenied.ShouldBeFalse();
        Policy.Compile(Marked("SECRET"), Now).IsDenied.ShouldBeTrue();
    }

    [Fact]
    public void a_policy_may_have_more_values_than_a_machine_word_has_bits()
    {
        string[] names = [.. Enumerable.Range(0, 200).Select(i => $"V{i}")];
        var values = JsonSerializer.Serialize(names.Select(name => new { name }));
        var policy = Parse(JsonWith("/tagSets/4", $$"""{"id":"codes","type":"restrictive","values":{{values}}}"""));
        var label = Marked("SECRET", ("context", ["NATO"]), ("codes", names));
        Decision With(string[] held) =>
            policy.Decide(label, Cleared(["SECRET"], ("context", ["NATO"]), ("codes", held)), Now);

        With(names).Permitted.ShouldBeTrue();
        foreach (var name in names)
            With([.. names.Except([name])]).ShouldBe(new Decision(false, DenialReason.Restrictive, "codes", name));
    }

    [Fact]
    public void deciding_on_compiled_labels_allocates_nothing()
    {
        var label = Policy.Compile(Marked("SECRET", ("context", ["NATO"]), ("only", ["IRL", "SWE"])), Now);
        var clearance = Policy.Compile(Gbr);
        Policy.Decide(label, clearance);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Policy.Decide(label, clearance);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
