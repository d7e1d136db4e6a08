using System.Threading.Channels;
using Legation.Faults.Tests.Network;

namespace Legation.Faults.Tests.Killed;

/// <summary>Kills a node when so many dispatches have been accepted, and starts it again at once.</summary>
internal sealed class KillSchedule
{
    private readonly ServedNode node;
    private readonly int[] moments;
    private readonly Channel<int> due = Channel.CreateUnbounded<int>();
    private readonly Task killing;

    /// <param name="node">The node.</param>
    /// <param name="moments">Counts of accepted dispatches, each a moment to kill.</param>
    public KillSchedule(ServedNode node, IEnumerable<int> moments)
    {
        (this.node, this.moments) = (node, [.. moments]);
        killing = Task.Run(KillAsync);
    }

    /// <summary>How often the node was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>So many have been accepted by now; each count is told once.</summary>
    public void Tell(int accepted)
    {
        if (moments.Contains(accepted))
            due.Writer.TryWrite(accepted);
    }

    /// <summary>Ends when the node is up after the last kill.</summary>
    public Task EndAsync()
    {
        due.Writer.Complete();
        return killing;
    }

    private async Task KillAsync()
    {
        await foreach (var _ in due.Reader.ReadAllAsync())
        {
            await node.KillAsync();
            Kills++;
            await node.StartAsync();
        }
    }
}
