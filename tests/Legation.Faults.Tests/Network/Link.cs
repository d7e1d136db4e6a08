namespace Legation.Faults.Tests.Network;

/// <summary>A link as its operator sees it.</summary>
internal sealed record Link(string PeerName, string State, string Words, IReadOnlyList<Lane> Lanes)
{
    public bool IsDrained => Lanes.Sum(lane => lane.Queued + lane.Sent + lane.HeldBack) == 0;

    public long Open => Lanes.Sum(lane => lane.Queued + lane.Sent);
}

internal sealed record Lane(long Queued, long Sent, long HeldBack, long Delivered);
