using System.Diagnostics.CodeAnalysis;

namespace Legation.Server.Nodes;

/// <summary>Does something again and again while the node runs.</summary>
internal static class Beat
{
    /// <summary>At once, and then each time that the time has passed, until the node stops.</summary>
    /// <param name="every">How long from one to the next.</param>
    /// <param name="act">What is done.</param>
    /// <param name="failed">Told when it failed; that ends nothing, for it is tried again.</param>
    /// <param name="stopping">The node stops.</param>
    [SuppressMessage("Design", "CA1031", Justification = "What fails once must not end it for good.")]
    public static async Task RunAsync(
        TimeSpan every,
        Func<Task> act,
        Action<Exception> failed,
        CancellationToken stopping
    )
    {
        using var timer = new PeriodicTimer(every);
        do
        {
            try
            {
                await act();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
            catch (Exception e)
            {
                failed(e);
            }
        } while (await NextAsync(timer, stopping));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
