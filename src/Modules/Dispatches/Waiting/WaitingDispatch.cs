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

    public bool IsLate(DateTimeOffset now) => Due < now;
}
