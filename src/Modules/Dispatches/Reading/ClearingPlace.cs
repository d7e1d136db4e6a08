namespace Legation.Dispatches.Reading;

/// <summary>
/// Where a dispatch stands in the register of what is to be cleared. A page ends at one, and the next begins behind it,
/// whatever has left the register meanwhile.
/// </summary>
/// <param name="HasGone">Whether it has gone on uncleared: behind all that has not.</param>
/// <param name="Precedence">The higher, the earlier.</param>
/// <param name="Due">When the office's time ends, in microseconds; <see cref="long.MaxValue"/>: never.</param>
/// <param name="Seq">Its position in the journal: the newer, the earlier.</param>
internal readonly record struct ClearingPlace(bool HasGone, int Precedence, long Due, long Seq)
    : IComparable<ClearingPlace>
{
    private const int Parts = 4;

    public static ClearingPlace? Read(IReadOnlyList<long> parts) =>
        parts is { Count: Parts } ? new ClearingPlace(parts[0] != 0, (int)parts[1], parts[2], parts[3]) : null;

    public IReadOnlyList<long> Write() => [HasGone ? 1 : 0, Precedence, Due, Seq];

    public int CompareTo(ClearingPlace other) =>
        (HasGone, -Precedence, Due, -Seq).CompareTo((other.HasGone, -other.Precedence, other.Due, -other.Seq));
}
