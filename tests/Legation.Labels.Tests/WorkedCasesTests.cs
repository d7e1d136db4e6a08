using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class WorkedCasesTests
{
    private static readonly Label Case4 = Marked(
        "CONFIDENTIAL",
        ("context", ["EAPC", "RELEASABLE"]),
        ("releasableTo", ["EAPC", "ISAF"])
    );

    private static readonly Label Unmapped = new() { Policy = "ELSEWHERE", Classification = "SECRET" };

    private static readonly Dictionary<int, Label> Cases = new()
    {
        [1] = Marked("UNCLASSIFIED", ("context", ["NATO", "RELEASABLE"]), ("releasableTo", ["NATO", "ISAF", "KFOR"])),
        [2] = Marked("UNCLASSIFIED", ("context", ["NATO"]), ("subject", ["STAFF"])),
        [3] = Marked(
            "RESTRICTED",
            ("context", ["NATO", "RELEASABLE"]),
            ("releasableTo", ["NATO", "JPN", "CHE", "UKR"])
        ),
        [4] = Case4,
        [5] = Marked("CONFIDENTIAL", ("context", ["KFOR"]), ("only", ["NATO", "IRL", "SWE", "UKR"])),
        [6] = Marked("TOP SECRET", ("context", ["NATO"])),
        [7] = Marked("SECRET", ("context", ["NATO"]), ("special", ["ATOMAL", "CRYPTO"])),
        [8] = Marked("RESTRICTED", ("context", ["NATO"]), ("special", ["ATOMAL"])),
        [9] = Marked("RESTRICTED", ("context", ["NATO", "RELEASABLE"]), ("releasableTo", ["NATO", "ISAF", "ATLANTIS"])),
        [10] = Marked("unclassified", ("CONTEXT", ["nato", "releasable"]), ("releasableto", ["nato", "isaf", "kfor"])),
        [11] = Unmapped,
        [12] = Unmapped with { Alternatives = [Case4] },
    };

    [Theory]
    [InlineData(1, true, true, false)]
    [InlineData(2, true, false, false)]
    [InlineData(3, true, false, false)]
    [InlineData(4, true, true, false)]
    [InlineData(5, true, false, false)]
    [InlineData(6, true, false, false)]
    [InlineData(7, true, false, false)]
    [InlineData(8, false, false, false)]
    [InlineData(9, false, false, false)]
    [InlineData(10, true, true, false)]
    [InlineData(11, false, false, false)]
    [InlineData(12, true, true, false)]
    public void the_worked_case_is_decided_as_published(int number, bool gbr, bool nzl, bool wsm)
    {
        var policies = new LabelPolicies(Policy);
        foreach (var epoch in (int[])[0, 1])
        {
            var label = Cases[number] with { MembershipEpoch = epoch };
            policies.Decide(label, Gbr, Now).Permitted.ShouldBe(gbr, "GBR");
            policies.Decide(label, Nzl, Now).Permitted.ShouldBe(nzl, "NZL");
            policies.Decide(label, Wsm, Now).Permitted.ShouldBe(wsm, "WSM");
        }
    }

    [Fact]
    public void case_7_is_denied_to_a_reader_without_crypto()
    {
        var clearance = Gbr with { Categories = Gbr.Categories.SetItem("special", ["ATOMAL", "BOHEMIA"]) };

        Policy
            .Decide(Cases[7], clearance, Now)
            .ShouldBe(new Decision(false, DenialReason.Restrictive, "special", "CRYPTO"));
    }

    [Fact]
    public void case_13_a_list_with_secret_only_does_not_hold_restricted()
    {
        var label = Marked("RESTRICTED", ("context", ["NATO"]));
        var clearance = Gbr with { Classifications = ["SECRET"] };

        Policy
            .Decide(label, clearance, Now)
            .ShouldBe(new Decision(false, DenialReason.Classification, null, "RESTRICTED"));
        Policy.Decide(label with { Classification = "SECRET" }, clearance, Now).Permitted.ShouldBeTrue();
    }
}
