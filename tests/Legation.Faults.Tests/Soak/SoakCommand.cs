using System.Diagnostics;
using System.Globalization;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Soak;

/// <summary>
/// <c>soak [--minutes N] [--seed S]</c>: rounds of dispatches over four nodes while their processes and lines fail as the
/// seed has it. Prints what held after each round; the exit code is 1 if something did not.
/// </summary>
internal static class SoakCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = new CommandOptions(arguments);
        await using var prepared = new PreparedNetwork();
        await prepared.InitializeAsync();
        var (began, failed, round) = (Stopwatch.GetTimestamp(), 0, 0);
        do
        {
            var seed = options.Seed + round++;
            var report = await new SoakRound(await prepared.CopyAsync(), seed).RunAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {report}"));
            FaultTable.Add("random soak over four nodes", "seeded kills and line faults", report.Held);
            failed += report.Held ? 0 : 1;
        } while (Stopwatch.GetElapsedTime(began) < options.Time);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round} rounds, {failed} failed"));
        return failed == 0 ? 0 : 1;
    }
}
