namespace Legation.Relay;

/// <summary>A batch for which this node has given its receipt.</summary>
/// <param name="First">First number.</param>
/// <param name="Last">Last number.</param>
/// <param name="Content">Digest of what was numbered.</param>
/// <param name="Seq">Where the receipt stands in the journal.</param>
internal sealed record GivenReceipt(long First, long Last, Digest Content, long Seq);

/// <summary>What to do with a batch that has come.</summary>
internal abstract record Arrived
{
    /// <summary>Take it.</summary>
    public sealed record New : Arrived;

    /// <summary>It was taken before: answer with the same receipt.</summary>
    public sealed record Again(GivenReceipt Receipt) : Arrived;

    /// <summary>Its numbers were used for something else: refuse it and raise the alarm.</summary>
    public sealed record Conflict(GivenReceipt Before) : Arrived;

    /// <summary>The sender has begun a newer epoch: this comes from a copy of it that ought to be gone.</summary>
    public sealed record OldEpoch(int Newest) : Arrived;
}

/// <summary>The receiving side of a lane without I/O: told what the store has, it says what to do.</summary>
internal static class LaneMachine
{
    /// <param name="batch">The batch that has come.</param>
    /// <param name="content">Digest of what it numbers.</param>
    /// <param name="newestEpoch">Newest epoch of the sender that was seen on any lane; 0 for none.</param>
    /// <param name="overlapping">Receipts given in the same epoch and lane for any of its numbers.</param>
    public static Arrived Consider(
        BatchHead batch,
        Digest content,
        int newestEpoch,
        IReadOnlyList<GivenReceipt> overlapping
    )
    {
        if (overlapping.Count == 0)
            return batch.Epoch < newestEpoch ? new Arrived.OldEpoch(newestEpoch) : new Arrived.New();
        var before = overlapping[0];
        return (before.First, before.Last, before.Content) == (batch.First, batch.Last, content)
            ? new Arrived.Again(before)
            : new Arrived.Conflict(before);
    }

    /// <summary>The highest number up to which all have come, once those of the batch are in.</summary>
    /// <param name="cursor">That number before.</param>
    /// <param name="batch">The batch that was taken.</param>
    /// <param name="beyond">Receipts given for numbers beyond the cursor, ascending.</param>
    public static long Advance(long cursor, BatchHead batch, IReadOnlyList<GivenReceipt> beyond)
    {
        if (batch.First != cursor + 1)
            return cursor;
        cursor = batch.Last;
        foreach (var given in beyond)
            if (given.First == cursor + 1)
                cursor = given.Last;
        return cursor;
    }
}
