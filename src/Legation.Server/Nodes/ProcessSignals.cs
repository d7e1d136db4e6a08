using System.Runtime.InteropServices;

namespace Legation.Server.Nodes;

/// <summary>Ctrl-C and SIGTERM, heard once for all nodes in the process.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly List<PosixSignalRegistration> registrations;

    public ProcessSignals() =>
        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT }.Select(Hear)];

    /// <summary>Cancelled when the process is asked to end.</summary>
    public CancellationToken Stopping => stopping.Token;

    /// <summary>Ends when the process is asked to end.</summary>
    public async Task WaitAsync() =>
        await Task.Delay(Timeout.Infinite, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        stopping.Dispose();
    }

    private PosixSignalRegistration Hear(PosixSignal signal) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                stopping.Cancel();
            }
        );
}
