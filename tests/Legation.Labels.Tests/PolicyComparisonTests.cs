using System.Text.Json.Nodes;
using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

/// <summary>What a later version of a policy may change, and what lowers what an earlier one protected.</summary>
public sealed class PolicyComparisonTests
{
    private const string First = """
        {
          "id": "P", "version": 1, "name": "P", "marking": "",
          "classifications": [
            { "name": "OPEN", "hierarchy": 1, "colour": "u" },
            { "name": "CLOSED", "hierarchy": 3, "colour": "s", "retired": "2026-01-01T00:00:00Z" }
          ],
          "tagSets": [
            {
              "id": "special", "name": "Special", "type": "restrictive", "maximum": 2,
              "values": [
                { "name": "KEY", "excludes": ["OPEN"] },
                { "name": "OLD", "retired": "2026-01-01T00:00:00Z" }
              ]
            },
            {
              "id": "to", "name": "To", "type": "permissive", "required": true, "default": ["GROUP"],
              "values": [{ "name": "GROUP", "group": "GROUP" }, { "name": "JPN" }, { "name": "KOR" }]
            },
            { "id": "topic", "name": "Topic", "type": "informative", "values": [{ "name": "SEA" }] }
          ],
          "memberships": [{ "epoch": 1, "groups": { "GROUP": ["NLD", "NOR"] } }],
          "mappings": [
            {
              "policy": "Q",
              "classifications": { "LOW": "OPEN", "HIGH": "CLOSED" },
              "tagSets": [
                { "from": "caveat", "to": "special", "values": { "LOCK": "KEY" } },
                { "from": "nation", "to": "to", "values": { "JP": "JPN" } }
              ],
              "add": { "special": ["KEY"], "to": ["GROUP"] }
            }
          ]
        }
        """;

    private static readonly LabelPolicy Older = Parse(First);

    [Theory]
    [InlineData("/tagSets/0/type", "permissive", "/tagSets/0/type")]
    [InlineData("/tagSets/0/type", "informative", "/tagSets/0/type")]
    [InlineData("/tagSets/0/maximum", 3, "/tagSets/0/maximum")]
    [InlineData("/tagSets/0/maximum", null, "/tagSets/0/maximum")]
    [InlineData("/tagSets/0/values/0/excludes", null, "/tagSets/0/values/0/excludes")]
    [InlineData("/tagSets/0/values/1/retired", null, "/tagSets/0/values/1/retired")]
    [InlineData("/tagSets/0/values/1/retired", "2026-02-01T00:00:00Z", "/tagSets/0/values/1/retired")]
    [InlineData("/classifications/1/retired", null, "/classifications/1/retired")]
    [InlineData("/classifications/1/hierarchy", 0, "/classifications/1/hierarchy")]
    [InlineData("/tagSets/1/required", false, "/tagSets/1/required")]
    [InlineData("/tagSets/1/default/0", "JPN", "/tagSets/1/default")]
    [InlineData("/tagSets/1/values/1/group", "GROUP", "/tagSets/1/values/1/group")]
    [InlineData("/tagSets/1/values/0/group", null, "/tagSets/1/values/0/group")]
    [InlineData("/memberships/0/groups/GROUP/1", "SWE", "/memberships/0/groups/GROUP")]
    [InlineData("/mappings/0/classifications/HIGH", "OPEN", "/mappings/0/classifications/HIGH")]
    [InlineData("/mappings/0/tagSets/1/values/JP", "KOR", "/mappings/0/tagSets/1/values/JP")]
    [InlineData("/mappings/0/add/special", null, "/mappings/0/add/special")]
    [InlineData("/mappings/0/add/to", null, "/mappings/0/add/to")]
    [InlineData("/mappings/0/add/to/0", "KOR", "/mappings/0/add/to")]
    public void what_lowers_is_told_with_its_place(string pointer, object? value, string place) =>
        Lowered(json => Set(json, pointer, value)).ShouldBe([place]);

    [Fact]
    public void a_required_tag_set_may_not_go() =>
        Lowered(json =>
            {
                json["tagSets"]!.AsArray().RemoveAt(1);
                json["memberships"]!.AsArray().Clear();
                json["mappings"]!.AsArray().Clear();
            })
            .ShouldBe(["/memberships", "/tagSets"]);

    [Fact]
    public void a_tag_set_that_was_translated_may_not_be_ignored() =>
        Lowered(json =>
            {
                var caveat = json["mappings"]![0]!["tagSets"]![0]!.AsObject();
                caveat.Remove("to");
                caveat.Remove("values");
                caveat["ignored"] = true;
            })
            .ShouldBe(["/mappings/0/tagSets/0/to"]);

    [Fact]
    public void a_tag_set_that_was_ignored_may_not_join_the_values_of_another() =>
        With(json =>
            {
                var nation = json["mappings"]![0]!["tagSets"]![1]!.AsObject();
                nation.Remove("to");
                nation.Remove("values");
                nation["ignored"] = true;
            })
            .ShouldSatisfyAllConditions(before =>
                Older.Lowers(before).Select(problem => problem.Place).ShouldBe(["/mappings/0/tagSets/1/to"])
            );

    [Fact]
    public void who_joins_in_a_new_epoch_lowers_nothing() =>
        Lowered(json =>
                json["memberships"]!
                    .AsArray()
                    .Add(JsonNode.Parse("""{ "epoch": 2, "groups": { "GROUP": ["NLD", "NOR", "SWE"] } }"""))
            )
            .ShouldBeEmpty();

    [Fact]
    public void new_words_lower_nothing() =>
        Lowered(json =>
            {
                json["classifications"]!
                    .AsArray()
                    .Add(JsonNode.Parse("""{ "name": "MIDDLE", "hierarchy": 2, "colour": "r" }"""));
                json["tagSets"]![1]!["values"]!.AsArray().Add(JsonNode.Parse("""{ "name": "NZL" }"""));
                json["mappings"]![0]!["classifications"]!["MID"] = "MIDDLE";
                json["mappings"]!
                    .AsArray()
                    .Add(JsonNode.Parse("""{ "policy": "R", "classifications": { "ANY": "OPEN" } }"""));
            })
            .ShouldBeEmpty();

    [Fact]
    public void what_only_tightens_lowers_nothing() =>
        Lowered(json =>
            {
                json["tagSets"]![2]!["type"] = "restrictive";
                json["tagSets"]![0]!["maximum"] = 1;
                json["tagSets"]![1]!["values"]![1]!["retired"] = "2026-06-01T00:00:00Z";
                json["mappings"]!.AsArray().Clear();
            })
            .ShouldBeEmpty();

    [Fact]
    public void changes_are_told_in_words() =>
        With(json =>
            {
                json["memberships"]!
                    .AsArray()
                    .Add(JsonNode.Parse("""{ "epoch": 2, "groups": { "GROUP": ["NLD", "SWE"] } }"""));
                json["tagSets"]![1]!["values"]!
                    .AsArray()
                    .Add(JsonNode.Parse("""{ "name": "NZL", "title": "New Zealand" }"""));
            })
            .ChangesSince(Older)
            .ShouldBe([
                "To has a new value: New Zealand.",
                "Epoch 2 begins: SWE joins GROUP; NOR leaves GROUP. Labels made from now on are stamped with it.",
            ]);

    [Fact]
    public void versions_of_different_policies_are_not_compared() =>
        Should.Throw<ArgumentException>(() => Older.Lowers(Policy));

    private static IEnumerable<string> Lowered(Action<JsonNode> change) =>
        With(change).Lowers(Older).Select(problem => problem.Place);

    private static LabelPolicy With(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(First)!;
        change(json);
        json["version"] = 2;
        return Parse(json.ToJsonString());
    }

    private static void Set(JsonNode json, string pointer, object? value)
    {
        var steps = pointer.Split('/')[1..];
        var parent = steps[..^1]
            .Aggregate(json, (node, step) => node is JsonArray a ? a[int.Parse(step, null)]! : node[step]!);
        if (parent is JsonArray list)
            list[int.Parse(steps[^1], null)] = JsonValue.Create(value);
        else if (value is null)
            parent.AsObject().Remove(steps[^1]);
        else
            parent[steps[^1]] = JsonValue.Create(value);
    }
}
