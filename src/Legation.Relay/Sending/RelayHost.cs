using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Legation.Relay;

/// <summary>Runs the links of a node, and wakes them when something was queued.</summary>
internal sealed class RelayHost(
    Ledger ledger,
    LinkTable links,
    QueueMarks marks,
    Backfill backfill,
    KeyChange keys,
    RunLink run,
    ILogger<RelayHost> log
) : IHostedService, IDisposable
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<int, IRunningLink> runners = new();
    private readonly CancellationTokenSource stopping = new();
    private Task watching = Task.CompletedTask;
    private Task filling = Task.CompletedTask;
    private bool started;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        StartLinks();
        watching = Task.Run(WatchAsync, CancellationToken.None);
        filling = Task.Run(() => backfill.ResumeAsync(stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        started = false;
        await stopping.CancelAsync();
        await watching;
        await filling;
        foreach (var runner in runners.Values)
            await runner.DisposeAsync();
        runners.Clear();
    }

    public void Dispose() => stopping.Dispose();

    /// <summary>Starts all links; nobody wakes them yet.</summary>
    public void StartLinks()
    {
        started = true;
        foreach (var link in links.All)
            Start(link);
    }

    /// <summary>Wakes the links on which something was queued since the round before the last.</summary>
    public void WakeQueued(QueueWatch watch)
    {
        foreach (var link in links.All)
        foreach (var lane in watch.Next(link.Number))
            Post(link.Number, new LinkEvent.Queued(lane));
    }

    /// <summary>Starts a link; one that was added before the node was started starts with it.</summary>
    public void Start(LinkRow link)
    {
        if (started)
            runners.GetOrAdd(link.Number, _ => run(link));
    }

    /// <summary>Ends what a link does; nothing is lost by it.</summary>
    public async Task StopAsync(int link)
    {
        if (runners.TryRemove(link, out var runner))
            await runner.DisposeAsync();
    }

    /// <summary>Lets a link look at all its lanes.</summary>
    public void Wake(int link) => Post(link, new LinkEvent.Queued(Lane.System));

    /// <summary>Tells a link what happened, if it runs.</summary>
    public void Post(int link, LinkEvent happened) => runners.GetValueOrDefault(link)?.Post(happened);

    /// <summary>How a link stands; null if it does not run.</summary>
    public LinkReport? Report(int link) => runners.GetValueOrDefault(link)?.Report;

    private async Task WatchAsync()
    {
        var watch = new QueueWatch(marks);
        try
        {
            while (true)
            {
                var head = ledger.Head.Seq;
                WakeQueued(watch);
                var committed = ledger.Committed.Beyond(head, stopping.Token);
                if (await TryFinishKeysAsync())
                    await committed;
                else
                    await Task.WhenAny(committed, Task.Delay(AgainAfter, stopping.Token));
                stopping.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails with the keys, the links go on.")]
    private async Task<bool> TryFinishKeysAsync()
    {
        try
        {
            if (keys.IsUnderWay)
                await keys.TryFinishAsync();
            return true;
        }
        catch (Exception e)
        {
            RelayLog.KeyChangeFailed(log, e);
            return false;
        }
    }
}
