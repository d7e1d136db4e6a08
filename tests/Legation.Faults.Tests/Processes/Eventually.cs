using System.Diagnostics;

namespace Legation.Faults.Tests.Processes;

/// <summary>Waits for a condition: asks again until it holds, or says what did not come in time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    public static async Task HoldsAsync(string what, TimeSpan atMost, Func<Task<bool>> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(began) > atMost)
                throw new TimeoutException($"Not within {atMost.TotalSeconds} s: {what}.");
            await Task.Delay(Interval, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The same for what is known at once.</summary>
    public static Task HoldsAsync(string what, TimeSpan atMost, Func<bool> condition) =>
        HoldsAsync(what, atMost, () => Task.FromResult(condition()));
}
