using System.Collections.Immutable;
using Legation.Records;

namespace Legation.Organisations.Contracts;

/// <summary>
/// How many minutes an office has to clear a dispatch before it passes to the next, by precedence. What has no number
/// stays until it is cleared.
/// </summary>
/// <param name="Flash">Minutes for flash; null: no limit.</param>
/// <param name="Immediate">Minutes for immediate; null: no limit.</param>
/// <param name="Priority">Minutes for priority; null: no limit.</param>
/// <param name="Routine">Minutes for routine; null: no limit.</param>
public sealed record ClearanceLimits(
    int? Flash = null,
    int? Immediate = null,
    int? Priority = null,
    int? Routine = null
)
{
    /// <summary>The longest limit, thirty days; the shortest is one minute.</summary>
    public const int Most = 30 * 24 * 60;

    /// <summary>The limits that are set, the most urgent first.</summary>
    public ImmutableArray<(Precedence Precedence, int Minutes)> Listed() =>
        [
            .. from precedence in Enum.GetValues<Precedence>().OrderDescending()
            let minutes = Of(precedence)
            where minutes is not null
            select (precedence, minutes.Value),
        ];

    /// <summary>Minutes for a precedence; null: no limit.</summary>
    public int? Of(Precedence precedence) =>
        precedence switch
        {
            Precedence.Flash => Flash,
            Precedence.Immediate => Immediate,
            Precedence.Priority => Priority,
            _ => Routine,
        };
}
