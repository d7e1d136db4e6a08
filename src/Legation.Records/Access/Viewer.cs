namespace Legation.Records.Access;

/// <summary>A principal in this node's interned numbers.</summary>
public sealed class Viewer
{
    internal const int FoldedWords = 8;
    private const int WordBits = 64;
    private readonly ulong[] labelBits;
    private readonly ulong[] audienceBits;
    private readonly ulong[] folded = new ulong[FoldedWords];

    /// <param name="labels">Numbers of the labels that the clearance permits, ascending.</param>
    /// <param name="parties">Numbers of the principal's parties.</param>
    /// <param name="audiences">Numbers of the audiences that hold one of the parties.</param>
    internal Viewer(int[] labels, int[] parties, IReadOnlyCollection<int> audiences)
    {
        (Labels, Parties, Audiences) = (labels, parties, audiences);
        labelBits = Bits(labels);
        audienceBits = Bits(audiences);
        foreach (var label in labels)
            folded[FoldedWord(label)] |= FoldedBit(label);
    }

    internal int[] Labels { get; }

    internal int[] Parties { get; }

    /// <summary>Equal for two viewers exactly if they see the same.</summary>
    public string Key => $"{string.Join(',', Labels)}|{string.Join(',', Parties.Order())}";

    internal IReadOnlyCollection<int> Audiences { get; }

    /// <summary>Whether a record with this label and audience is the viewer's to see.</summary>
    internal bool Sees(long access) => Has(labelBits, (int)(access >> 32)) && Has(audienceBits, (int)access);

    /// <summary>False if none of the labels folded into the words is permitted.</summary>
    internal bool PermitsAnyOf(ReadOnlySpan<ulong> labels)
    {
        for (var i = 0; i < FoldedWords; i++)
            if ((labels[i] & folded[i]) != 0)
                return true;
        return false;
    }

    internal static int FoldedWord(int number) => number / WordBits % FoldedWords;

    internal static ulong FoldedBit(int number) => 1UL << (number % WordBits);

    private static bool Has(ulong[] bits, int number) =>
        number / WordBits < bits.Length && (bits[number / WordBits] & (1UL << (number % WordBits))) != 0;

    private static ulong[] Bits(IReadOnlyCollection<int> numbers)
    {
        var bits = new ulong[(numbers.DefaultIfEmpty().Max() / WordBits) + 1];
        foreach (var number in numbers)
            bits[number / WordBits] |= 1UL << (number % WordBits);
        return bits;
    }
}
