using System.Collections.Immutable;

namespace Legation.Relay;

/// <summary>What a peer's statement shows against what was known of it.</summary>
internal enum HeadFinding
{
    /// <summary>It goes on from where it was.</summary>
    Consistent,

    /// <summary>It is behind what was heard before, and may be older: two overtake each other on a line.</summary>
    Overtaken,

    /// <summary>The peer lacks what it had: an older copy of it was put into service without a new epoch.</summary>
    Restored,

    /// <summary>Under one size of its journal it has had two contents.</summary>
    Forked,

    /// <summary>The peer claims to have what this node has never given: then this node is an older copy of itself.</summary>
    OwnCopyRestored,
}

/// <summary>Compares what nodes say of themselves. Without I/O, and without a clock: what is later is known by what it names.</summary>
internal static class HeadComparison
{
    /// <param name="now">What the peer says now.</param>
    /// <param name="before">What was last kept of it; null: nothing yet.</param>
    /// <param name="named">What this node had said that the statement names; null: it names nothing that is remembered.</param>
    /// <param name="ownEpoch">Epoch of this node.</param>
    /// <param name="numbered">Numbers that this node has given on its lanes to the peer.</param>
    public static HeadFinding Find(
        HeadStatement now,
        HeadStatement? before,
        Saying? named,
        int ownEpoch,
        ImmutableArray<LaneMark> numbered
    )
    {
        if (before is not null && HasForked(now, before))
            return HeadFinding.Forked;
        if (now.Taken.Any(mark => mark.Epoch == ownEpoch && mark.Number > Highest(numbered, mark)))
            return HeadFinding.OwnCopyRestored;
        if (named is not null && HasForgotten(now, named.Taken))
            return HeadFinding.Restored;
        if (before is null || !IsBehind(now, before))
            return HeadFinding.Consistent;
        return named?.Before?.Place == before.Place ? HeadFinding.Restored : HeadFinding.Overtaken;
    }

    private static bool HasForked(HeadStatement now, HeadStatement before) =>
        (now.Epoch, now.Size) == (before.Epoch, before.Size) && now.Root != before.Root;

    private static bool IsBehind(HeadStatement now, HeadStatement before) =>
        (now.Epoch, now.Size).CompareTo((before.Epoch, before.Size)) < 0;

    // What it had given to be taken here.
    private static bool HasForgotten(HeadStatement now, ImmutableArray<LaneMark> taken) =>
        taken.Any(mark => mark.Epoch == now.Epoch && mark.Number > Highest(now.Numbered, mark));

    private static long Highest(ImmutableArray<LaneMark> marks, LaneMark of) =>
        marks.FirstOrDefault(mark => (mark.Epoch, mark.Lane) == (of.Epoch, of.Lane)).Number;
}
