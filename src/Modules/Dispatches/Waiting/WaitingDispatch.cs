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
    public bool IsLate(DateTimeOffset now) => Item.Due < now;
}
