using System.Collections;

namespace Legation.Records.Access;

/// <summary>Which of this node's interned audiences hold one of somebody's parties.</summary>
internal sealed class VisibleAudiences
{
    // Whoever is in this few may have them looked at one by one.
    private const int MostListed = 1024;
    private readonly BitArray held;

    /// <param name="count">How many audiences there are.</param>
    /// <param name="ofEachParty">The numbers of the audiences that hold each of the parties.</param>
    public VisibleAudiences(int count, IReadOnlyList<List<int>> ofEachParty)
    {
        held = new BitArray(count + 1);
        foreach (var audiences in ofEachParty)
        foreach (var audience in audiences)
            held[audience] = true;
        Mask = AccessMask.Of(held);
        if (ofEachParty.Sum(audiences => audiences.Count) <= MostListed)
            Few = [.. ofEachParty.SelectMany(audiences => audiences).Distinct()];
    }

    /// <summary>All of them where they are few; else null.</summary>
    public int[]? Few { get; }

    /// <summary>The same for SQL.</summary>
    public byte[] Mask { get; }

    public bool this[int audience] => (uint)audience < (uint)held.Length && held[audience];
}
