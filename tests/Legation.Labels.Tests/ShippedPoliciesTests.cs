namespace Legation.Labels.Tests;

public sealed class ShippedPoliciesTests
{
    private static readonly LabelPolicy Demo = ShippedPolicies.LegationDemo;

    private static Label Marked(string classification, params (string, string[])[] categories) =>
        new()
        {
            Policy = Demo.Id,
            Classification = classification,
            Categories = TestPolicy.Categories(categories),
        };

    [Fact]
    public void a_marking_shows_to_whom_else_it_is_releasable()
    {
        var label = Marked("restricted", ("releasableTo", ["KOR", "alliance", "jpn"]), ("subject", ["CYBER"]));

        Demo.Marking(label).ShouldBe("EXERCISE · ALLIANCE RESTRICTED // REL TO JPN, KOR");
        Demo.ShortMarking(label).ShouldBe("R · JPN KOR");
        Demo.ColourClass(label).ShouldBe("r");
    }

    [Fact]
    public void a_marking_for_the_alliance_alone_is_the_classification() =>
        Demo.Marking(Demo.Complete(Marked("SECRET"), TestPolicy.Now)).ShouldBe("EXERCISE · ALLIANCE SECRET");

    [Fact]
    public void a_codeword_stands_in_the_marking()
    {
        var label = Marked("SECRET", ("handling", ["CODEWORD AMBER KITE"]), ("releasableTo", ["ALLIANCE", "NZL"]));

        Demo.Marking(label).ShouldBe("EXERCISE · ALLIANCE SECRET // CODEWORD AMBER KITE // REL TO NZL");
        Demo.ShortMarking(label).ShouldBe("S · AK · NZL");
    }

    [Fact]
    public void names_the_policy_does_not_know_stay_visible()
    {
        Demo.Marking(Marked("COSMIC", ("eyes", ["FIVE"]))).ShouldBe("EXERCISE · ALLIANCE COSMIC // eyes: FIVE");
        Demo.ColourClass(Marked("COSMIC")).ShouldBe("s");
        LabelPolicies.None.Marking(Marked("SECRET")).ShouldBe("LEGATION-DEMO SECRET");
    }

    [Fact]
    public void tlp_2_has_its_five_labels()
    {
        var tlp = ShippedPolicies.Tlp;

        tlp.Classifications.Select(entry => entry.Name).ShouldBe(["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]);
        tlp.Marking(new Label { Policy = "tlp:2.0", Classification = "amber+strict" }).ShouldBe("TLP:AMBER+STRICT");
    }

    [Fact]
    public void policies_are_found_whatever_the_case_and_replaced_by_another_version()
    {
        var policies = new LabelPolicies(Demo).With(ShippedPolicies.Tlp).With(Demo);

        policies.Count.ShouldBe(2);
        policies.Find("legation-demo").ShouldBeSameAs(Demo);
        policies.Find("ELSEWHERE").ShouldBeNull();
    }
}
