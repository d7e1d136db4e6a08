using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class EqualityTests
{
    private static readonly Label Label = Marked("SECRET", ("context", ["NATO", "EAPC"]), ("special", ["CRYPTO"])) with
    {
        Made = Now,
        Review = new DateOnly(2027, 1, 1),
        MembershipEpoch = 1,
        Alternatives = [Marked("A"), Marked("B")],
    };

    public static TheoryData<Label> OtherLabels =>
        [
            Label with
            {
                Policy = "OTHER",
            },
            Label with
            {
                Classification = "RESTRICTED",
            },
            Label with
            {
                Made = Now.AddTicks(1),
            },
            Label with
            {
                Review = null,
            },
            Label with
            {
                MembershipEpoch = 2,
            },
            Label with
            {
                Categories = Categories(("context", ["NATO", "EAPC"])),
            },
            Label with
            {
                Categories = Categories(("context", ["NATO", "EAPC"]), ("only", ["CRYPTO"])),
            },
            Label with
            {
                Categories = Categories(("context", ["NATO"]), ("special", ["CRYPTO"])),
            },
            Label with
            {
                Categories = Categories(("context", ["NATO", "EAPC", "PFP"]), ("special", ["CRYPTO"])),
            },
            Label with
            {
                Alternatives = [Marked("A")],
            },
            Label with
            {
                Alternatives = [Marked("A"), Marked("A")],
            },
            Label with
            {
                Alternatives = [Marked("A"), Marked("C")],
            },
        ];

    public static TheoryData<Clearance> OtherClearances =>
        [
            Gbr with
            {
                Policy = "OTHER",
            },
            Gbr with
            {
                Classifications = [.. Gbr.Classifications[1..]],
            },
            Gbr with
            {
                Classifications = [.. Gbr.Classifications, "COSMIC"],
            },
            Gbr with
            {
                Categories = Gbr.Categories.Remove("only"),
            },
            Gbr with
            {
                Categories = Gbr.Categories.SetItem("only", ["GBR"]),
            },
        ];

    [Theory]
    [MemberData(nameof(OtherLabels))]
    public void labels_that_say_something_else_are_not_equal(Label other)
    {
        Label.Equals(other).ShouldBeFalse();
        other.Equals(Label).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(OtherClearances))]
    public void clearances_that_say_something_else_are_not_equal(Clearance other)
    {
        Gbr.Equals(other).ShouldBeFalse();
        other.Equals(Gbr).ShouldBeFalse();
    }

    [Fact]
    public void null_equals_no_label_and_no_clearance()
    {
        Label.Equals(null).ShouldBeFalse();
        Gbr.Equals(null).ShouldBeFalse();
    }

    [Fact]
    public void the_order_of_alternatives_and_repetition_do_not_count()
    {
        var same = Label with
        {
            Categories = Categories(("context", ["EAPC", "nato", "NATO"]), ("special", ["CRYPTO"])),
            Alternatives = [Marked("B"), Marked("A")],
        };

        same.ShouldBe(Label);
        same.GetHashCode().ShouldBe(Label.GetHashCode());
    }

    [Fact]
    public void labels_for_others_are_told_apart_by_their_hashes()
    {
        string[] tagSets = ["context", "releasableTo", "only"];
        string[][] values =
        [
            ["NATO"],
            ["EAPC"],
            ["NATO", "EAPC"],
        ];

        var hashes = tagSets.SelectMany(_ => values, (set, some) => Marked("SECRET", (set, some)).GetHashCode());

        hashes.Distinct().Count().ShouldBeGreaterThan(7, "two of nine may collide");
    }
}
