using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Legation.Relay;

/// <summary>Runs one link: takes in turn what happened, lets what its machine asks for be carried out, waits.</summary>
internal sealed class LinkRunner : IRunningLink
{
    private readonly RecordId peer;
    private readonly LinkMachine machine = new(Random.Shared.NextDouble);
    private readonly Channel<LinkEvent> inbox = Channel.CreateUnbounded<LinkEvent>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<Task, byte> carried = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly RunnerParts parts;
    private readonly LinkWork work;
    private readonly ITimer timer;
    private readonly Task running;

    public LinkRunner(RunnerParts parts, LinkRow link, IPeerLine line)
    {
        (this.parts, peer) = (parts, link.Peer);
        work = new LinkWork(parts, link, line);
        timer = parts.Clock.CreateTimer(
            _ => Post(new LinkEvent.Due()),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        running = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public LinkReport Report => machine.Report;

    /// <inheritdoc/>
    public void Post(LinkEvent happened) => inbox.Writer.TryWrite(happened);

    /// <summary>Ends what is under way; nothing is lost by it.</summary>
    public async ValueTask DisposeAsync()
    {
        inbox.Writer.TryComplete();
        await stopping.CancelAsync();
        await running;
        await Task.WhenAll(carried.Keys);
        await timer.DisposeAsync();
        work.Dispose();
        stopping.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "A link that stops for a fault of ours must not stop others.")]
    private async Task RunAsync()
    {
        try
        {
            Advance(new LinkEvent.Started(parts.Routes.LinkTo(peer).Paused));
            await foreach (var happened in inbox.Reader.ReadAllAsync(stopping.Token))
                Advance(happened);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        catch (Exception e)
        {
            RelayLog.LinkStopped(parts.Log, peer, e);
        }
    }

    private void Advance(LinkEvent happened)
    {
        if (happened is LinkEvent.Failed failed)
            RelayLog.LinkFailed(parts.Log, peer, failed.Trouble, failed.Why);
        if (happened is LinkEvent.PieceRefused refused)
            RelayLog.PieceRefused(parts.Log, peer, refused.Why);
        var now = new Moment(parts.Clock.GetElapsedTime(0), parts.Clock.GetUtcNow());
        foreach (var effect in machine.On(happened, now))
            if (effect is LinkEffect.Wait wait)
                timer.Change(wait.Time, Timeout.InfiniteTimeSpan);
            else
                CarryOut(effect);
    }

    private void CarryOut(LinkEffect effect)
    {
        var task = Task.Run(() => PostResultAsync(effect));
        carried[task] = 0;
        _ = task.ContinueWith(
            done => carried.TryRemove(done, out _),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    private async Task PostResultAsync(LinkEffect effect)
    {
        try
        {
            Post(await work.CarryOutAsync(effect, stopping.Token));
        }
        catch (Exception e) when (stopping.IsCancellationRequested)
        {
            // Given up; it is begun again when the link runs again.
            if (e is not OperationCanceledException)
                RelayLog.OwnStoreFailed(parts.Log, peer, e);
        }
    }
}
