using CsCheck;

namespace Legation.Labels.Tests;

public sealed class MarkingReaderTests
{
    private static readonly LabelPolicy Demo = ShippedPolicies.LegationDemo;

    [Theory]
    [InlineData("EXERCISE · ALLIANCE RESTRICTED // REL TO JPN, KOR")]
    [InlineData("ALLIANCE RESTRICTED // REL TO KOR, JPN")]
    [InlineData("restricted//rel to jpn,kor")]
    [InlineData("  R   // REL TO  Alliance , Jpn , Kor ")]
    public void a_marking_is_read_however_much_of_it_is_written(string marking)
    {
        var label = Demo.ReadMarking(marking, out var problem).ShouldNotBeNull(problem?.Rule);

        label.Classification.ShouldBe("RESTRICTED");
        label.Values("releasableTo").ShouldBe(["ALLIANCE", "JPN", "KOR"]);
    }

    [Fact]
    public void what_the_prefix_says_is_read_without_being_said() =>
        Demo.ReadMarking("SECRET", out _)!.Values("releasableTo").ShouldBe(["ALLIANCE"]);

    [Fact]
    public void codewords_are_read_in_full_and_in_letters()
    {
        Demo.ReadMarking("SECRET // CODEWORD AMBER KITE, CODEWORD QUIET TIDE", out _)!
            .Values("handling")
            .ShouldBe(["CODEWORD AMBER KITE", "CODEWORD QUIET TIDE"]);
        Demo.ReadMarking("S // qt", out _)!.Values("handling").ShouldBe(["CODEWORD QUIET TIDE"]);
    }

    [Fact]
    public void a_classification_that_ends_in_a_sign_is_read() =>
        ShippedPolicies.Tlp.ReadMarking("TLP:AMBER+STRICT", out _)!.Classification.ShouldBe("AMBER+STRICT");

    [Theory]
    [InlineData("ALLIANCE RESTRCTED", "/classification", "ALLIANCE CONFIDENTIAL")]
    [InlineData("", "/classification", "ALLIANCE CONFIDENTIAL")]
    [InlineData("RESTRICTED // REL TO KOR, PRK", "/categories/releasableTo", "JPN, KOR, NZL")]
    [InlineData("RESTRICTED // REL TO ", "/categories/releasableTo", "JPN, KOR, NZL")]
    [InlineData("RESTRICTED // REL TO KOR // REL TO JPN", "/categories/releasableTo", "twice")]
    [InlineData("RESTRICTED // CODEWORD BLUE KITE", "", "those of Handling that you may have, REL TO")]
    [InlineData("RESTRICTED // ", "", "REL TO")]
    [InlineData("RESTRICTED REL TO KOR", "/classification", "REL TO KOR")]
    public void what_cannot_be_read_is_named_with_what_is_known(string marking, string place, string known)
    {
        Demo.ReadMarking(marking, out var problem).ShouldBeNull();

        problem.ShouldNotBeNull().Place.ShouldBe(place);
        problem.Rule.ShouldContain(known);
    }

    [Fact]
    public void no_codeword_is_named_to_who_mistypes_one()
    {
        Demo.ReadMarking("RESTRICTED // CODEWORD BLUE KITE", out var problem);

        problem.ShouldNotBeNull().Rule.ShouldNotContain("QUIET TIDE");
    }

    [Fact]
    public void a_word_of_two_tag_sets_is_not_guessed()
    {
        var policy = TestPolicy.Parse(
            """
            {"id":"X","version":1,"name":"X","classifications":[{"name":"OPEN","hierarchy":1,"colour":"u"}],"tagSets":[
             {"id":"a","name":"A","type":"restrictive","values":[{"name":"TIDE"},{"name":"KITE"}]},
             {"id":"b","name":"B","type":"permissive","values":[{"name":"TIDE"}]}]}
            """
        );

        policy.ReadMarking("OPEN // TIDE", out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().Rule.ShouldContain("more than one");
        policy.ReadMarking("OPEN // KITE", out _).ShouldNotBeNull();
    }

    [Fact]
    public void what_was_printed_is_read_back() =>
        Printed.Sample(
            one =>
                one.Policy.ReadMarking(one.Policy.Marking(one.Label), out _) is { } read
                && read == Shown(one.Policy, one.Label),
            iter: 2000
        );

    [Fact]
    public void what_is_read_is_never_another_label_than_what_was_printed() =>
        Ambiguous.Sample(
            one =>
                one.Policy.ReadMarking(one.Policy.Marking(one.Label), out _) is not { } read
                || read == Shown(one.Policy, one.Label),
            iter: 2000
        );

    [Fact]
    public void what_is_said_and_taken_back_at_once_is_no_marking() =>
        Demo.ReadMarking("RESTRICTED // REL TO ALLIANCE, NOT ALLIANCE", out _).ShouldBeNull();

    private static Gen<(LabelPolicy Policy, Label Label)> Ambiguous =>
        from one in RandomPolicies.ValidLabels
        select (one.Plan.Parse(), one.Label);

    // Values of the random policies have the same words in every tag set; prefixes tell them apart.
    private static Gen<(LabelPolicy Policy, Label Label)> Printed =>
        from one in Ambiguous
        where one.Policy.TagSets.Count(set => !set.Marking.Hidden) <= 1
        select one;

    private static Label Shown(LabelPolicy policy, Label label) =>
        policy.Spell(label) with
        {
            Categories = label.Categories.RemoveRange(
                policy.TagSets.Where(set => set.Marking.Hidden).Select(set => set.Id)
            ),
            Made = null,
            Review = null,
            MembershipEpoch = 0,
            Alternatives = [],
        };
}
