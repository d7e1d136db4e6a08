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
    }

    [Fact]
    public void a_label_whose_policy_is_not_at_hand_is_shown_in_its_own_words()
    {
        var label = Marked("SECRET", ("releasableTo", ["JPN", "KOR"]));

        LabelPolicies.None.Marking(label).ShouldBe("LEGATION-DEMO SECRET // releasableTo: JPN, KOR");
        ShippedPolicies.Tlp.Marking(label).ShouldBe("LEGATION-DEMO SECRET // releasableTo: JPN, KOR");
        ShippedPolicies.Tlp.ShortMarking(label).ShouldBe("LEGATION-DEMO SECRET // releasableTo: JPN, KOR");
        new LabelPolicies(Demo).Marking(label).ShouldBe(Demo.Marking(label));
    }

    [Fact]
    public void a_label_of_another_policy_has_the_colour_of_the_highest_classification() =>
        Demo.ColourClass(Marked("RESTRICTED") with { Policy = "OTHER" }).ShouldBe("s");

    [Fact]
    public void a_marking_is_in_the_words_the_policy_has_for_markings()
    {
        var policy = TestPolicy.Parse(
            TestPolicy.JsonWith("/tagSets/3/values/2", """{ "name": "CRYPTO", "marking": "Crypto", "short": "X" }""")
        );
        var label = TestPolicy.Marked("TOP SECRET", ("special", ["crypto", "BOHEMIA"]));

        policy.Marking(label).ShouldBe("TEST TOP SECRET // BOHEMIA, Crypto");
        policy.ShortMarking(label).ShouldBe("TS · BOHEMIA X");
    }

    [Theory]
    [InlineData("EXERCISE · ALLIANCE RESTRICTED // REL TO KOR, NOT ALLIANCE", "R · KOR NOT ALLIANCE", "KOR")]
    [InlineData("EXERCISE · ALLIANCE RESTRICTED // REL TO KOR", "R · KOR", "ALLIANCE", "KOR")]
    public void two_labels_never_read_alike_because_of_what_the_prefix_says(
        string words,
        string inShort,
        params string[] values
    )
    {
        var label = Marked("RESTRICTED", ("releasableTo", values));

        Demo.Marking(label).ShouldBe(words);
        Demo.ShortMarking(label).ShouldBe(inShort);
        Demo.ReadMarking(words, out _)!.Values("releasableTo").ShouldBe(values);
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
