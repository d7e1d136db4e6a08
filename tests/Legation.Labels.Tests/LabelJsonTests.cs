using System.Text;
using System.Text.Json;
using static Legation.Labels.Tests.TestPolicy;

namespace Legation.Labels.Tests;

public sealed class LabelJsonTests
{
    private static readonly Label Full = Marked(
        "SECRET",
        ("context", ["NATO"]),
        ("subject", ["STAFF", "POLITICAL"])
    ) with
    {
        Made = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(9)),
        Review = new DateOnly(2027, 1, 1),
        MembershipEpoch = 2,
        Alternatives =
        [
            new Label
            {
                Policy = "OTHER",
                Classification = "CONFIDENTIAL",
                Made = Now,
            },
        ],
    };

    private static Label? Read(string json, out LabelProblem? problem) =>
        LabelJson.TryRead(Encoding.UTF8.GetBytes(json), out problem);

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public void a_label_written_in_full_reads_back_the_same()
    {
        var json = Write(writer => LabelJson.Write(writer, Full, full: true));

        Read(json, out var problem).ShouldBe(Full);
        problem.ShouldBeNull();
        using var document = JsonDocument.Parse(json);
        LabelJson.TryRead(document.RootElement, out problem).ShouldBe(Full);
        problem.ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-01-31T09:00:00+09:00")]
    [InlineData("2026-01-30T21:30:00.000-02:30")]
    [InlineData("2026-01-31T00:00:00Z")]
    public void an_instant_is_the_same_whatever_its_offset(string made) =>
        Read($$"""{"policy":"P","classification":"S","made":"{{made}}"}""", out _)!
            .Made.ShouldBe(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void the_short_form_has_policy_classification_and_categories_only() =>
        Write(writer => LabelJson.Write(writer, Full, full: false))
            .ShouldBe(
                """{"policy":"TEST","classification":"SECRET","categories":{"context":["NATO"],"subject":["STAFF","POLITICAL"]}}"""
            );

    [Theory]
    [InlineData("", "")]
    [InlineData("{} {}", "")]
    [InlineData("[]", "")]
    [InlineData("""{"policy":"\ud800","classification":"S"}""", "")]
    [InlineData("""{"policy":"P","classification":"S","categories":{"\ud800":[]}}""", "")]
    [InlineData("""{"classification":"S"}""", "/policy")]
    [InlineData("""{"policy":"P","classification":" "}""", "/classification")]
    [InlineData("""{"policy":"P","classification":"S","caveat":"X"}""", "/caveat")]
    [InlineData("""{"policy":"P","classification":"S","classification":"U"}""", "/classification")]
    [InlineData("""{"policy":"P","classification":"S","categories":{"a":["X"],"A":["Y"]}}""", "/categories/A")]
    [InlineData("""{"policy":"P","classification":"S","categories":{"a":["X",7]}}""", "/categories/a/1")]
    [InlineData("""{"policy":"P","classification":"S","categories":{"a":"X"}}""", "/categories/a")]
    [InlineData("""{"policy":"P","classification":"S","made":"2026-01-01T00:00:00"}""", "/made")]
    [InlineData("""{"policy":"P","classification":"S","made":"now"}""", "/made")]
    [InlineData("""{"policy":"P","classification":"S","made":20260101}""", "/made")]
    [InlineData("""{"policy":"P","classification":"S","review":"2026-13-01"}""", "/review")]
    [InlineData("""{"policy":"P","classification":"S","review":20260101}""", "/review")]
    [InlineData("""{"policy":"P","classification":"S","categories":[]}""", "/categories")]
    [InlineData("""{"policy":"P","classification":"S","categories":{" ":["X"]}}""", "/categories")]
    [InlineData("""{"policy":"P","classification":"S","membershipEpoch":-1}""", "/membershipEpoch")]
    [InlineData(
        """{"policy":"P","classification":"S","alternatives":[{"policy":"Q"}]}""",
        "/alternatives/0/classification"
    )]
    [InlineData(
        """{"policy":"P","classification":"S","alternatives":[{"policy":"Q","classification":"S","alternatives":[]}]}""",
        "/alternatives/0/alternatives"
    )]
    public void what_is_not_a_label_is_refused_with_its_place(string json, string place)
    {
        Read(json, out var problem).ShouldBeNull();
        problem!.Place.ShouldBe(place);
        problem.Rule.ShouldNotBeEmpty();
    }

    [Fact]
    public void the_serializer_reads_everything_and_writes_the_short_form_in_the_policys_spelling()
    {
        var options = new JsonSerializerOptions { Converters = { new LabelJsonConverter(new LabelPolicies(Policy)) } };
        const string Json =
            """{"policy":"test","classification":"secret","categories":{"CONTEXT":["nato"]},"membershipEpoch":1}""";

        var label = JsonSerializer.Deserialize<Label>(Json, options)!;

        label.MembershipEpoch.ShouldBe(1);
        JsonSerializer
            .Serialize(label, options)
            .ShouldBe("""{"policy":"TEST","classification":"SECRET","categories":{"context":["NATO"]}}""");
    }

    [Fact]
    public void the_serializer_throws_with_the_place() =>
        Should
            .Throw<JsonException>(() => JsonSerializer.Deserialize<Label>("""{"policy":"P"}"""))
            .Message.ShouldContain("label/classification is required");

    [Fact]
    public void a_clearance_reads_back_the_same()
    {
        var json = Write(writer => ClearanceJson.Write(writer, Gbr));

        ClearanceJson.TryRead(Encoding.UTF8.GetBytes(json), out var problem).ShouldBe(Gbr);
        problem.ShouldBeNull();
        using var document = JsonDocument.Parse(json);
        ClearanceJson.TryRead(document.RootElement, out problem).ShouldBe(Gbr);
        problem.ShouldBeNull();
    }

    [Fact]
    public void a_clearance_says_its_classifications()
    {
        ClearanceJson.TryRead("""{"policy":"TEST"}"""u8, out var problem).ShouldBeNull();
        problem!.Place.ShouldBe("/classifications");
        problem.Rule.ShouldNotBeEmpty();
    }

    [Fact]
    public void categories_given_with_keys_that_differ_in_case_become_one() =>
        Marked("SECRET", ("context", ["NATO"]), ("CONTEXT", ["EAPC"]))
            .ShouldBe(Marked("SECRET", ("context", ["EAPC", "nato"])));
}
