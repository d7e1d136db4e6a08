namespace Legation.Records;

/// <summary>
/// This node's time for what happens because time has passed and is not taken back. What peers' clocks say of this
/// node's is known to the relay.
/// </summary>
public interface IAgreedTime
{
    /// <summary>
    /// Now; null while clocks are in doubt: a linked peer's is off, this node's was set, or nobody has confirmed it yet.
    /// </summary>
    DateTimeOffset? Now { get; }
}
