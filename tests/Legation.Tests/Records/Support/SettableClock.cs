namespace Legation.Tests.Records.Support;

/// <summary>A clock that stands until it is set.</summary>
internal sealed class SettableClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Drafts.Noon;

    public override DateTimeOffset GetUtcNow() => Now;
}
