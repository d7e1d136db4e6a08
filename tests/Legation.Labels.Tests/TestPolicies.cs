using System.Text.Json;
using CsCheck;

namespace Legation.Labels.Tests;

/// <summary>Policies of all shapes, with names of all characters.</summary>
internal static class TestPolicies
{
    /// <summary>The policy that <see cref="TestPolicy"/> maps.</summary>
    internal static LabelPolicy Other { get; } =
        TestPolicy.Parse(
            """
            {
              "id": "OTHER", "version": 1, "name": "Other",
              "classifications": [{ "name": "OPEN", "hierarchy": 0, "colour": "u" }],
              "tagSets": [{ "id": "eyes", "type": "permissive", "values": [{ "name": "KIWI" }] }]
            }
            """
        );

    private static readonly Gen<string> GenName = CsCheck
        .Gen.Char["aB<&'\" \r\n\té日~/]>"]
        .Array[1, 6]
        .Select(characters => new string(characters))
        .Where(name => !string.IsNullOrWhiteSpace(name));

    internal static Gen<LabelPolicy> Gen { get; } =
        CsCheck.Gen.Select(
            GenNames(1, 5),
            GenNames(1, 4),
            GenNames(2, 6),
            CsCheck.Gen.Int[0, 1_000].Array[60],
            (classes, tagSets, values, choices) =>
                TestPolicy.Parse(Json(classes, tagSets, values, new Choices(choices)))
        );

    private static Gen<string[]> GenNames(int least, int most) =>
        GenName.Array[least, most].Select(names => names.Distinct(StringComparer.OrdinalIgnoreCase).ToArray());

    private static string Json(string[] classes, string[] tagSets, string[] values, Choices choose)
    {
        var epochs = choose.Of(3);
        return JsonSerializer.Serialize(
            new
            {
                id = classes[0],
                version = 1 + choose.Of(9),
                name = values[0],
                marking = choose.Maybe(() => values[^1]),
                classifications = classes.Select(
                    (name, rank) =>
                        new
                        {
                            name,
                            hierarchy = rank * 7 % 5,
                            marking = choose.Maybe(() => values[0]),
                            @short = choose.Maybe(() => values[^1]),
                            colour = "urcs"[choose.Of(4)].ToString(),
                            retired = choose.Maybe(() => "2025-01-31T09:00:00.25+01:00"),
                        }
                ),
                tagSets = tagSets.Select(id => TagSet(id, classes, values, epochs, choose)),
                memberships = Enumerable
                    .Range(1, epochs)
                    .Select(epoch => new { epoch, groups = new { GROUP = new[] { "M1", $"M{epoch}" } } }),
                mappings = choose.Maybe(() =>
                    new[]
                    {
                        new
                        {
                            policy = "another",
                            classifications = new Dictionary<string, string>(StringComparer.Ordinal)
                            {
                                [values[0]] = classes[0],
                            },
                            tagSets = new object[]
                            {
                                new { from = values[0], ignored = true },
                                new
                                {
                                    from = values[^1] + "2",
                                    to = tagSets[0],
                                    values = new Dictionary<string, string>(StringComparer.Ordinal)
                                    {
                                        ["theirs"] = values[0],
                                    },
                                },
                            },
                            add = new Dictionary<string, string[]>(StringComparer.Ordinal)
                            {
                                [tagSets[0]] = [values[0]],
                            },
                        },
                    }
                ),
            }
        );
    }

    private static object TagSet(string id, string[] classes, string[] values, int epochs, Choices choose)
    {
        var type = new[] { "restrictive", "permissive", "informative" }[choose.Of(3)];
        return new
        {
            id,
            name = choose.Maybe(() => values[^1]),
            type,
            required = choose.Of(2) == 0,
            @default = choose.Maybe(() => values[..1]),
            maximum = choose.Maybe(() => (object)(1 + choose.Of(3))),
            marking = choose.Maybe(() =>
                new
                {
                    hidden = choose.Of(2) == 0,
                    prefix = choose.Maybe(() => values[0]),
                    separator = choose.Maybe(() => " "),
                    omit = choose.Maybe(() => values[..1]),
                }
            ),
            values = values.Select(name => new
            {
                name,
                title = choose.Maybe(() => values[0]),
                marking = choose.Maybe(() => values[^1]),
                @short = choose.Maybe(() => values[0]),
                group = type == "permissive" && epochs > 0 ? choose.Maybe(() => "GROUP") : null,
                retired = choose.Maybe(() => "2025-01-31T09:00:00Z"),
                excludes = choose.Maybe(() => classes[..1]),
            }),
        };
    }

    private sealed class Choices(int[] numbers)
    {
        private int next;

        internal int Of(int count) => numbers[next++ % numbers.Length] % count;

        internal T? Maybe<T>(Func<T> value)
            where T : class => Of(2) == 0 ? value() : null;
    }
}
