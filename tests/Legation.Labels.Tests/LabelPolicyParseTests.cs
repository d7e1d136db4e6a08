using System.Text;
using System.Text.Json.Nodes;

namespace Legation.Labels.Tests;

public sealed class LabelPolicyParseTests
{
    private static string[] Places(string json) =>
        [.. LabelPolicy.Parse(Encoding.UTF8.GetBytes(json)).Problems.Select(problem => problem.Place)];

    /// <summary>The places reported once the value at a pointer of the test policy is another.</summary>
    private static string[] PlacesWith(string at, string? value)
    {
        var root = JsonNode.Parse(TestPolicy.Json)!;
        var steps = at[1..].Split('/');
        var node = steps[..^1]
            .Aggregate(root, (above, step) => above is JsonArray list ? list[int.Parse(step, null)]! : above[step]!);
        var changed = value is null ? null : JsonNode.Parse(value);
        if (node is JsonArray array)
            array[int.Parse(steps[^1], null)] = changed;
        else
            node[steps[^1]] = changed;
        return Places(root.ToJsonString());
    }

    [Fact]
    public void a_policy_reads_with_its_id_version_and_epoch()
    {
        TestPolicy.Policy.Id.ShouldBe("TEST");
        TestPolicy.Policy.Version.ShouldBe(3);
        TestPolicy.Policy.CurrentEpoch.ShouldBe(2);
        TestPolicy.Policy.FindTagSet("RELEASABLETO")!.Find("nzl")!.Name.ShouldBe("NZL");
    }

    [Theory]
    [InlineData("/version", null, "/version")]
    [InlineData("/surprise", "1", "/surprise")]
    [InlineData("/classifications", "[]", "/classifications")]
    [InlineData("/classifications/1/name", "\"unclassified\"", "/classifications/1/name")]
    [InlineData("/classifications/1/hierarchy", "1", "/classifications/1/hierarchy")]
    [InlineData("/classifications/1/colour", "\"pink\"", "/classifications/1/colour")]
    [InlineData("/tagSets/0/type", "\"optional\"", "/tagSets/0/type")]
    [InlineData("/tagSets/0/default", "[\"ATLANTIS\"]", "/tagSets/0/default/0")]
    [InlineData("/tagSets/0/maximum", "0", "/tagSets/0/maximum")]
    [InlineData("/tagSets/1/id", "\"Context\"", "/tagSets/1/id")]
    [InlineData("/tagSets/1/values/0/group", "\"ATLANTIS\"", "/tagSets/1/values/0/group")]
    [InlineData("/tagSets/0/values/9/retired", "\"2005-12-02\"", "/tagSets/0/values/9/retired")]
    [InlineData("/tagSets/3/values/0/group", "\"NATO\"", "/tagSets/3/values/0/group")]
    [InlineData("/tagSets/3/values/0/excludes", "[\"COSMIC\"]", "/tagSets/3/values/0/excludes/0")]
    [InlineData("/memberships/1/epoch", "3", "/memberships/1/epoch")]
    [InlineData("/memberships/0/groups/EAPC", "[\"FRA\",\"NATO\"]", "/memberships/0/groups/EAPC/1")]
    [InlineData("/mappings/0/policy", "\"test\"", "/mappings/0/policy")]
    [InlineData("/mappings/0/classifications/OPEN", "\"PUBLIC\"", "/mappings/0/classifications/OPEN")]
    [InlineData("/mappings/0/tagSets/0/values/KIWI", "\"KEA\"", "/mappings/0/tagSets/0/values/KIWI")]
    [InlineData("/mappings/0/tagSets/2/ignored", "false", "/mappings/0/tagSets/2")]
    [InlineData("/mappings/0/add/context", "[\"ATLANTIS\"]", "/mappings/0/add/context/0")]
    public void a_policy_that_contradicts_itself_is_refused_with_the_place(string at, string? value, string place) =>
        PlacesWith(at, value)[0].ShouldBe(place, "what follows from it may be listed after it");

    [Fact]
    public void every_problem_is_listed() =>
        Places("{}").ShouldBe(["/classifications", "/id", "/version", "/name"], ignoreOrder: true);

    [Fact]
    public void what_is_not_json_is_refused_as_a_whole() => Places("{").ShouldBe([""]);
}
