using System.Text;
using System.Text.Json;

namespace Legation.Labels.Tests;

public sealed class LabelPolicyParseTests
{
    private static string[] Places(string json)
    {
        var parse = LabelPolicy.Parse(Encoding.UTF8.GetBytes(json));
        parse.Succeeded.ShouldBe(parse.Problems.IsEmpty);
        parse.Problems.ShouldAllBe(problem => problem.Rule.Length > 0, "a problem says which rule is broken");
        return [.. parse.Problems.Select(problem => problem.Place)];
    }

    [Fact]
    public void a_policy_reads_with_its_id_version_and_epoch()
    {
        var policy = TestPolicy.Parse(TestPolicy.Json);

        policy.Id.ShouldBe("TEST");
        policy.Version.ShouldBe(3);
        policy.Name.ShouldBe("Policy of the worked cases");
        policy.CurrentEpoch.ShouldBe(2);
        policy.Mappings.Single().Add.Keys.ShouldBe(["context", "releasableTo"]);
        policy.FindTagSet("RELEASABLETO")!.Find("nzl")!.Name.ShouldBe("NZL");
    }

    [Fact]
    public void everything_a_policy_says_of_a_classification_is_read()
    {
        const string Said =
            """{"name":"SECRET","hierarchy":4,"marking":"Secret!","short":"SC","colour":"r","retired":"2030-01-01T00:00:00+02:00"}""";

        var policy = TestPolicy.Parse(TestPolicy.JsonWith("/classifications/3", Said));

        var secret = policy.Classifications[3];
        (secret.Name, secret.Hierarchy, secret.Colour).ShouldBe(("SECRET", 4, "r"));
        (secret.Marking, secret.ShortMarking).ShouldBe(("Secret!", "SC"));
        secret.Retired.ShouldBe(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)));
        policy.Classifications[2].Marking.ShouldBe("CONFIDENTIAL", "by default the name");
        policy.Classifications[2].ShortMarking.ShouldBe("C", "by default its first letter");
    }

    [Fact]
    public void everything_a_policy_says_of_a_tag_set_is_read()
    {
        const string Said = """
            {
              "id": "subject", "name": "Topic", "type": "permissive", "required": true, "default": ["STAFF"],
              "maximum": 1, "marking": { "hidden": true, "prefix": " for ", "separator": "", "omit": ["STAFF"] },
              "values": [
                { "name": "STAFF", "title": "Staff matters", "marking": "Staff", "short": "S" },
                { "name": "NATO", "group": "NATO", "marking": "Nato", "retired": "2030-01-01T00:00:00Z", "excludes": ["SECRET"] }
              ]
            }
            """;

        var tagSet = TestPolicy.Parse(TestPolicy.JsonWith("/tagSets/4", Said)).TagSets[4];

        (tagSet.Id, tagSet.Name, tagSet.Type).ShouldBe(("subject", "Topic", TagSetType.Permissive));
        (tagSet.Required, tagSet.Maximum).ShouldBe((true, 1));
        tagSet.Default.ShouldBe(["STAFF"]);
        (tagSet.Marking.Hidden, tagSet.Marking.Prefix, tagSet.Marking.Separator).ShouldBe((true, " for ", ""));
        tagSet.Marking.Omit.ShouldBe(["STAFF"]);
        var (staff, nato) = (tagSet.Values[0], tagSet.Values[1]);
        (staff.Title, staff.Marking, staff.ShortMarking, staff.Group).ShouldBe(("Staff matters", "Staff", "S", null));
        (nato.Title, nato.Marking, nato.ShortMarking, nato.Group).ShouldBe(("NATO", "Nato", "Nato", "NATO"));
        nato.Retired.ShouldBe(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        nato.Excludes.ShouldBe(["SECRET"]);
    }

    [Fact]
    public void what_a_policy_does_not_say_of_a_tag_set_has_its_default()
    {
        var policy = TestPolicy.Parse(TestPolicy.Json);

        policy.FindTagSet("special")!.Name.ShouldBe("special");
        policy.FindTagSet("special")!.Required.ShouldBeFalse();
        policy.FindTagSet("special")!.Marking.ShouldBe(new TagSetMarking(false, "", ", ", []));
        policy.FindTagSet("subject")!.Marking.Hidden.ShouldBeTrue("it says nothing about who may read");
        policy.FindTagSet("only")!.Marking.Separator.ShouldBe(", ");
    }

    [Fact]
    public void a_marking_has_no_words_before_it_unless_the_policy_says_so()
    {
        TestPolicy.Parse(TestPolicy.JsonWith("/marking", null)).MarkingPrefix.ShouldBeEmpty();
        TestPolicy
            .Parse(TestPolicy.JsonWith("/tagSets/1/marking", """{ "separator": "/" }"""))
            .TagSets[1]
            .Marking.Prefix.ShouldBeEmpty();
    }

    [Fact]
    public void a_policy_has_at_most_64_classifications()
    {
        string[] names = ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"];
        string Of(int count) =>
            TestPolicy.JsonWith(
                "/classifications",
                JsonSerializer.Serialize(
                    Enumerable
                        .Range(0, count)
                        .Select(rank => new
                        {
                            name = names.ElementAtOrDefault(rank) ?? $"C{rank}",
                            hierarchy = rank,
                            colour = "u",
                        })
                )
            );

        Places(Of(64)).ShouldBeEmpty();
        Places(Of(65)).ShouldBe(["/classifications"]);
    }

    [Theory]
    [InlineData("/version", null, "/version")]
    [InlineData("/surprise", "1", "/surprise")]
    [InlineData("/classifications", "[]", "/classifications")]
    [InlineData("/classifications/0", "7", "/classifications/0")]
    [InlineData("/classifications/0/name", null, "/classifications/0/name")]
    [InlineData("/classifications/1/name", "\"unclassified\"", "/classifications/1/name")]
    [InlineData("/classifications/1/hierarchy", null, "/classifications/1/hierarchy")]
    [InlineData("/classifications/1/hierarchy", "1", "/classifications/1/hierarchy")]
    [InlineData("/classifications/1/colour", "\"pink\"", "/classifications/1/colour")]
    [InlineData("/tagSets/0/type", "\"optional\"", "/tagSets/0/type")]
    [InlineData("/tagSets/0/default", "[\"ATLANTIS\"]", "/tagSets/0/default/0")]
    [InlineData("/tagSets/0/default", "[\"NATO\",\"EAPC\",\"ISAF\",\"KFOR\",\"PFP\"]", "/tagSets/0/default")]
    [InlineData("/tagSets/0/maximum", "0", "/tagSets/0/maximum")]
    [InlineData("/tagSets/0/required", "\"yes\"", "/tagSets/0/required")]
    [InlineData("/tagSets/0/values/1/name", "\"nato\"", "/tagSets/0/values/1/name")]
    [InlineData("/tagSets/0/values/1", "\"EAPC\"", "/tagSets/0/values/1")]
    [InlineData("/tagSets/1/marking/preface", "\"TO \"", "/tagSets/1/marking/preface")]
    [InlineData("/tagSets/4", "\"subject\"", "/tagSets/4")]
    [InlineData("/tagSets/4/values", "[]", "/tagSets/4/values")]
    [InlineData("/tagSets/1/id", "\"Context\"", "/tagSets/1/id")]
    [InlineData("/tagSets/1/values/0/group", "\"ATLANTIS\"", "/tagSets/1/values/0/group")]
    [InlineData("/tagSets/0/values/9/retired", "\"2005-12-02\"", "/tagSets/0/values/9/retired")]
    [InlineData("/tagSets/3/values/0/group", "\"NATO\"", "/tagSets/3/values/0/group")]
    [InlineData("/tagSets/3/values/0/excludes", "[\"COSMIC\"]", "/tagSets/3/values/0/excludes/0")]
    [InlineData("/memberships/1/epoch", "3", "/memberships/1/epoch")]
    [InlineData("/memberships/0/groups/EAPC", "[\"FRA\",\"NATO\"]", "/memberships/0/groups/EAPC/1")]
    [InlineData(
        "/memberships/0/groups",
        "{\"CLUB\":[\"OTHERS\"],\"OTHERS\":[\"CLUB\"]}",
        "/memberships/0/groups/CLUB/0"
    )]
    [InlineData("/memberships/0", "1", "/memberships/0")]
    [InlineData("/memberships/0/groups", "[]", "/memberships/0/groups")]
    [InlineData("/mappings/0", "\"OTHER\"", "/mappings/0")]
    [InlineData("/mappings/0/policy", "\"test\"", "/mappings/0/policy")]
    [InlineData("/mappings/0/tagSets/1/from", "\"EYES\"", "/mappings/0/tagSets")]
    [InlineData("/mappings/0/tagSets/1/to", "\"nowhere\"", "/mappings/0/tagSets/1/to")]
    [InlineData("/mappings/0/tagSets/2", "\"topic\"", "/mappings/0/tagSets/2")]
    [InlineData("/mappings/0/add/nowhere", "[\"NATO\"]", "/mappings/0/add/nowhere")]
    [InlineData("/mappings/0/classifications/OPEN", "\"PUBLIC\"", "/mappings/0/classifications/OPEN")]
    [InlineData("/mappings/0/tagSets/0/values/KIWI", "\"KEA\"", "/mappings/0/tagSets/0/values/KIWI")]
    [InlineData("/mappings/0/tagSets/2/ignored", "false", "/mappings/0/tagSets/2")]
    [InlineData("/mappings/0/add/context", "[\"ATLANTIS\"]", "/mappings/0/add/context/0")]
    public void a_policy_that_contradicts_itself_is_refused_with_the_place(string at, string? value, string place) =>
        Places(TestPolicy.JsonWith(at, value))[0].ShouldBe(place, "what follows from it may be listed after it");

    [Fact]
    public void every_problem_is_listed() =>
        Places("{}").ShouldBe(["/classifications", "/id", "/version", "/name"], ignoreOrder: true);

    [Theory]
    [InlineData("/classifications/4")]
    [InlineData("/tagSets/0/values/8")]
    [InlineData("/tagSets/4")]
    [InlineData("/memberships/1")]
    [InlineData("/mappings/0")]
    public void what_should_be_an_object_and_is_not_is_one_problem(string at) =>
        Places(TestPolicy.JsonWith(at, "7")).ShouldBe([at]);

    [Fact]
    public void a_policy_that_is_no_object_is_one_problem() => Places("[]").ShouldBe([""]);

    [Fact]
    public void a_group_has_members_in_at_least_one_epoch()
    {
        Places(TestPolicy.JsonWith("/memberships/1/groups", "{}")).ShouldBeEmpty();
        Places(TestPolicy.JsonWith("/memberships", "[]")).ShouldContain("/tagSets/1/values/0/group");
    }

    [Fact]
    public void a_default_may_have_as_many_values_as_a_label() =>
        Places(TestPolicy.JsonWith("/tagSets/0/maximum", "1")).ShouldBeEmpty();

    [Fact]
    public void what_is_not_json_is_refused_as_a_whole() => Places("{").ShouldBe([""]);
}
