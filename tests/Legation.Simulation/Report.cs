using System.Globalization;

namespace Legation.Simulation;

/// <summary>What people read of a campaign.</summary>
internal static class Report
{
    public static void Write(CampaignResult result, TextWriter to)
    {
        to.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Run:N0} schedules in {result.Elapsed.TotalSeconds:N1} s: {result.Run / result.Elapsed.TotalMinutes:N0} a minute"
            )
        );
        foreach (var (what, times) in result.Coverage.Counts)
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {times, 12:N0}  {what}"));
        if (result.Failure is { } failure)
            Write(failure, to);
    }

    private static void Write(Failure failure, TextWriter to)
    {
        var schedule = failure.Schedule;
        to.WriteLine();
        to.WriteLine($"BROKEN: {failure.Violation.Message}");
        to.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"--seed {schedule.Seed} --schedules 1{(schedule.Nodes is { } nodes ? $" --nodes {nodes}" : "")} --records {schedule.Records}, shrunken to {failure.Choices.Count} choices:"
            )
        );
        foreach (var line in failure.History)
            to.WriteLine($"  {line}");
    }
}
