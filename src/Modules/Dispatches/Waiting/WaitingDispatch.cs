using Legation.Dispatches.Contracts;

namespace Legation.Dispatches.Waiting;

/// <summary>What a dispatch waits for.</summary>
internal enum WaitsFor
{
    Clearance,
    Revision,
    Acknowledgement,
    Answer,
}

/// <summary>A dispatch that waits for whoever asks.</summary>
internal sealed record WaitingDispatch(DispatchItem Item, WaitsFor Act)
{
    /// <summary>When the act is due: an office has its own time to clear.</summary>
    public DateTimeOffset? Due => Act is WaitsFor.Clearance && Item.ClearBy is { } by ? by : Item.Due;

    /// <summary>Whether nobody waits for the act any more: what was not cleared in time has gone.</summary>
    public bool HasGoneOn => Act is WaitsFor.Clearance && Item.NotClearedWithin is not null;

    public bool IsLate(DateTimeOffset now) => Due < now;
}
