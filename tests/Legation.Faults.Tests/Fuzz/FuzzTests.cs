namespace Legation.Faults.Tests.Fuzz;

/// <summary>A short run in every test run; the command <c>fuzz</c> runs as long as one likes.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20260901;
    private const int Inputs = 20_000;
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(500);

    public static TheoryData<string> Targets => [.. FuzzTarget.All(new FuzzSamples()).Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void spoiled_bytes_are_refused_and_cost_no_more_than_they_are_worth(string name)
    {
        var fuzzer = new Fuzzer(FuzzTarget.All(new FuzzSamples()).Single(target => target.Name == name), Seed);
        fuzzer.Run(Each);
        fuzzer.Faults.Select(fault => fault.What).FirstOrDefault().ShouldBeNull();
        fuzzer.Answers.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void a_reader_that_throws_or_wastes_memory_is_found()
    {
        var fuzzer = new Fuzzer(
            new FuzzTarget(
                "planted",
                [
                    [1, 2, 3],
                ],
                Planted
            ),
            Seed
        );
        fuzzer.Run(Inputs);
        fuzzer.Faults.ShouldContain(fault => fault.What.Contains("planted", StringComparison.Ordinal));
        fuzzer.Faults.ShouldContain(fault => fault.What.Contains("bytes of memory", StringComparison.Ordinal));
    }

    private static string Planted(byte[] bytes) =>
        bytes.Length > 2 && bytes[0] == 0x5b ? throw new InvalidOperationException("planted")
        : bytes.Length > 2 && bytes[0] == 0x9b ? $"{new byte[50_000_000].Length}"
        : "read";
}
