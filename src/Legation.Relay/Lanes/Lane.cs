namespace Legation.Relay;

/// <summary>What travels apart on a link; a lower number overtakes a higher one at each batch.</summary>
public enum Lane
{
    /// <summary>Cards, policies, directory.</summary>
    System = 0,

    /// <summary>Flash.</summary>
    Flash = 1,

    /// <summary>Immediate.</summary>
    Immediate = 2,

    /// <summary>Priority.</summary>
    Priority = 3,

    /// <summary>Routine.</summary>
    Routine = 4,

    /// <summary>Attachments, each after the record that names it, in pieces.</summary>
    Attachments = 5,
}

internal static class Lanes
{
    public const int Count = 6;

    public static Lane Of(RecordHeader header, RecordKind? kind) =>
        kind is { TravelsOnSystemLane: true }
            ? Lane.System
            : header.Precedence switch
            {
                Precedence.Flash => Lane.Flash,
                Precedence.Immediate => Lane.Immediate,
                Precedence.Priority => Lane.Priority,
                _ => Lane.Routine,
            };
}
