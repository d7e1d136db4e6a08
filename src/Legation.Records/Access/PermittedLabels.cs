using System.Collections;

namespace Legation.Records.Access;

/// <summary>Which of this node's interned labels a clearance permits.</summary>
internal sealed class PermittedLabels
{
    private const int WordBits = 64;
    private const int FoldedWords = 8;
    private readonly ulong[] folded = new ulong[FoldedWords];
    private readonly BitArray permitted;

    /// <param name="permitted">For each number whether it is permitted; number 0 stands for none.</param>
    public PermittedLabels(BitArray permitted)
    {
        this.permitted = permitted;
        for (var label = 0; label < permitted.Length; label++)
            if (permitted[label])
                Fold(folded, label);
        Mask = AccessMask.Of(permitted);
    }

    /// <summary>How many numbers were judged; labels that came later are not permitted.</summary>
    public int Considered => permitted.Length;

    /// <summary>The same for SQL.</summary>
    public byte[] Mask { get; }

    public bool this[int label] => (uint)label < (uint)permitted.Length && permitted[label];

    /// <summary>An empty set to fold labels into.</summary>
    public static ulong[] Folds() => new ulong[FoldedWords];

    /// <summary>Adds a label to a set in which some labels share a place.</summary>
    public static void Fold(ulong[] set, int label) => set[label / WordBits % FoldedWords] |= 1UL << (label % WordBits);

    /// <summary>False if none of the labels folded into the set is permitted.</summary>
    public bool MeetAnyOf(ReadOnlySpan<ulong> set)
    {
        for (var i = 0; i < FoldedWords; i++)
            if ((set[i] & folded[i]) != 0)
                return true;
        return false;
    }
}
