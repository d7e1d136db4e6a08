using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class DominantLabelTests
{
    private static Dominance Of(params Label[] sources) => Policy.Dominant(sources, Now);

    private static ReleaserNeed Need(params Label[] sources)
    {
        var dominance = Of(sources);
        dominance.NeedsReleaser.ShouldBeTrue();
        dominance.Reason.ShouldNotBeEmpty("a releaser is told why");
        return dominance.Need;
    }

    private static Label Rel(params string[] values) =>
        Marked("CONFIDENTIAL", ("context", ["NATO"]), ("releasableTo", values));

    private static Label Other(string classification) => new() { Policy = "OTHER", Classification = classification };

    [Fact]
    public void the_values_in_common_remain() =>
        Of(Rel("JPN", "NZL"), Rel("jpn")).Label!.Values("releasableTo").ShouldBe(["JPN"]);

    [Fact]
    public void nothing_in_common_waits_for_a_releaser()
    {
        Need(Rel("JPN"), Rel("NZL")).ShouldBe(ReleaserNeed.NothingInCommon);
        Of(Rel("JPN"), Rel("NZL")).Reason.ShouldBe("The sources have no value of Releasable to in common.");
    }

    [Fact]
    public void restrictive_values_unite() =>
        Of(
            Marked("SECRET", ("context", ["NATO"]), ("special", ["BOHEMIA"])),
            Marked("SECRET", ("context", ["NATO"]), ("special", ["CRYPTO"]))
        )
            .Label!.Values("special")
            .ShouldBe(["BOHEMIA", "CRYPTO"]);

    [Fact]
    public void public_with_anothers_mapped_confidential_is_ours_confidential()
    {
        var label = Of(Marked("UNCLASSIFIED", ("context", ["NATO"]), ("releasableTo", ["GBR"])), Other("CONFIDENTIAL"));

        label.Label.ShouldNotBeNull(label.Reason).Classification.ShouldBe("CONFIDENTIAL");
        label.Label.Policy.ShouldBe("TEST");
    }

    [Fact]
    public void anothers_secret_without_a_mapping_waits_for_a_releaser() =>
        Need(Rel("GBR"), Other("SECRET")).ShouldBe(ReleaserNeed.NoLabelInPolicy);

    [Fact]
    public void a_permissive_tag_set_on_one_side_only_waits_for_a_releaser() =>
        Need(Rel("GBR"), Marked("CONFIDENTIAL", ("context", ["NATO"]))).ShouldBe(ReleaserNeed.MissingTagSet);

    [Fact]
    public void the_highest_classification_wins_and_the_label_is_new()
    {
        var label = Of(
            Rel("GBR") with
            {
                Classification = "SECRET",
                Made = Now.AddYears(-1),
                MembershipEpoch = 1,
            },
            Rel("GBR")
        ).Label!;

        label.Classification.ShouldBe("SECRET");
        label.Made.ShouldBe(Now);
        label.MembershipEpoch.ShouldBe(2, "no group is named, so the current epoch holds");
    }

    [Fact]
    public void a_clearance_that_lists_the_highest_classification_alone_does_not_hold_the_lower_source()
    {
        var derived = Of(
            Rel("GBR") with
            {
                Classification = "SECRET",
            },
            Rel("GBR") with
            {
                Classification = "RESTRICTED",
            }
        );
        derived.Below.ShouldBe(["RESTRICTED"]);

        Policy.Decide(derived, Gbr, Now).Permitted.ShouldBeTrue();
        Policy
            .Decide(derived, Gbr with { Classifications = ["SECRET"] }, Now)
            .ShouldBe(new Decision(false, DenialReason.Classification, null, "RESTRICTED"));
    }

    [Fact]
    public void a_label_that_comes_out_has_no_reason_to_wait() => Of(Rel("JPN")).Reason.ShouldBeEmpty();

    [Fact]
    public void the_nearest_review_that_has_not_passed_is_taken_over()
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        Label Reviewed(int days) => Rel("JPN") with { Review = today.AddDays(days) };

        Of(Reviewed(9), Reviewed(-1), Reviewed(2), Rel("JPN")).Label!.Review.ShouldBe(today.AddDays(2));
        Of(Reviewed(9), Reviewed(0)).Label!.Review.ShouldBe(today);
        Of(Reviewed(-1)).Label!.Review.ShouldBeNull();
    }

    [Fact]
    public void what_waits_for_a_releaser_is_denied() => Policy.Decide(Of(), Gbr, Now).Permitted.ShouldBeFalse();

    [Fact]
    public void the_epoch_is_one_whose_members_belong_in_every_sources_epoch_and_now()
    {
        var old = Rel("NATO") with { MembershipEpoch = 1 };

        Of(old, Rel("NATO") with { MembershipEpoch = 2 }).Label!.MembershipEpoch.ShouldBe(1);
        Of(Rel("PFP") with { MembershipEpoch = 1 }).Label!.MembershipEpoch.ShouldBe(2, "who left does not read on");
    }

    [Fact]
    public void members_that_differ_both_ways_wait_for_a_releaser() =>
        Need(Rel("KFOR") with { MembershipEpoch = 1 }).ShouldBe(ReleaserNeed.MembershipsDiffer);

    [Fact]
    public void a_result_that_is_not_valid_waits_for_a_releaser()
    {
        var before = new DateTimeOffset(2004, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Need(Marked("SECRET", ("context", ["SFOR"])) with { Made = before }).ShouldBe(ReleaserNeed.InvalidResult);
    }

    [Fact]
    public void a_source_that_is_not_valid_waits_for_a_releaser() =>
        Need(Rel("GBR"), Rel("ATLANTIS")).ShouldBe(ReleaserNeed.InvalidSource);

    [Fact]
    public void no_source_waits_for_a_releaser() => Need().ShouldBe(ReleaserNeed.NoSource);
}
