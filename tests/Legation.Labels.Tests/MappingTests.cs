using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class MappingTests
{
    private static Label Other(string classification, params (string, string[])[] categories) =>
        new()
        {
            Policy = "other",
            Classification = classification,
            Categories = Categories(categories),
        };

    [Fact]
    public void a_mapped_label_is_in_our_words()
    {
        var ours = Policy.InThisPolicy(Other("confidential", ("eyes", ["kiwi"]), ("project", ["lock"])))!;

        ours.ShouldBe(
            Marked("CONFIDENTIAL", ("context", ["NATO"]), ("releasableTo", ["NZL"]), ("special", ["CRYPTO"])),
            "a permissive value is not added to what the label says"
        );
    }

    [Fact]
    public void a_permissive_tag_set_the_label_lacks_is_added() =>
        Policy.InThisPolicy(Other("OPEN"))!.Values("releasableTo").ShouldBe(["GBR"]);

    [Fact]
    public void what_is_said_to_be_ignored_is_left_out() =>
        Policy.InThisPolicy(Other("OPEN", ("topic", ["ANY"])))!.Categories.Keys.ShouldBe(["context", "releasableTo"]);

    [Fact]
    public void a_part_without_a_translation_leaves_the_label_without_one()
    {
        Policy.InThisPolicy(Other("SECRET")).ShouldBeNull();
        Policy.InThisPolicy(Other("OPEN", ("eyes", ["KIWI", "AUSSIE"]))).ShouldBeNull();
        Policy.InThisPolicy(Other("OPEN", ("eyes", []))).ShouldBeNull();
        Policy.InThisPolicy(Other("OPEN", ("caveat", ["X"]))).ShouldBeNull();
    }
}
