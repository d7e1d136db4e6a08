using System.Globalization;

namespace Legation.Faults.Tests.Fuzz;

/// <summary>
/// <c>fuzz [--minutes N] [--seed S] [--keep FOLDER] [TARGET …]</c>: spoils valid bytes and reads them, the time shared by
/// the targets. Prints a line for each; the exit code is 1 if a reader did what it must not.
/// </summary>
internal static class FuzzCommand
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        var options = new CommandOptions(arguments);
        var samples = new FuzzSamples();
        var targets = FuzzTarget
            .All(samples)
            .Where(t => options.Names.Count == 0 || options.Names.Contains(t.Name))
            .ToList();
        var faults = 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}"));
        foreach (var target in targets)
        {
            var fuzzer = new Fuzzer(target, options.Seed);
            fuzzer.Run(options.Time / targets.Count);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{target.Name, -10} {fuzzer.Runs, 12:N0} inputs {fuzzer.Answers, 5} answers {fuzzer.Faults.Count, 5} faults"
                )
            );
            foreach (var (input, what) in fuzzer.Faults)
                Console.WriteLine($"  {what}\n  {Convert.ToHexStringLower(input)}");
            Keep(options.Folder, target, fuzzer);
            faults += fuzzer.Faults.Count;
        }
        return faults == 0 ? 0 : 1;
    }

    private static void Keep(string? folder, FuzzTarget target, Fuzzer fuzzer)
    {
        if (folder is null)
            return;
        var place = Directory.CreateDirectory(Path.Combine(folder, target.Name)).FullName;
        foreach (var input in fuzzer.Kept)
            File.WriteAllBytes(Path.Combine(place, Convert.ToHexStringLower(SHA256(input).AsSpan(0, 8))), input);
    }

    private static byte[] SHA256(byte[] bytes) => System.Security.Cryptography.SHA256.HashData(bytes);
}
