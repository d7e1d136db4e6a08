namespace Legation.Faults.Tests.Root;

/// <summary>Lines for the table of <c>.ci/faults</c>: one for each run of a fault.</summary>
internal static class FaultTable
{
    public static async Task RunAsync(string fault, Func<Task> run)
    {
        var result = "failed";
        try
        {
            await run();
            result = "held";
        }
        finally
        {
            if (Environment.GetEnvironmentVariable("LEGATION_FAULTS_TABLE") is { } file)
                await File.AppendAllTextAsync(file, $"{fault}\t{result}\n");
        }
    }
}
