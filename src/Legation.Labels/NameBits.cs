namespace Legation.Labels;

/// <summary>A set of names as bits. All sets of one policy have the same number of words.</summary>
internal readonly struct NameBits(int words)
{
    private readonly ulong[] words = new ulong[words];

    internal void Add(int position) => words[position >> 6] |= 1UL << (position & 63);

    internal void AddAll(NameBits other)
    {
        for (var i = 0; i < words.Length; i++)
            words[i] |= other.words[i];
    }

    internal void KeepOnly(NameBits other)
    {
        for (var i = 0; i < words.Length; i++)
            words[i] &= other.words[i];
    }

    internal bool Overlaps(NameBits other)
    {
        for (var i = 0; i < words.Length; i++)
            if ((words[i] & other.words[i]) != 0)
                return true;
        return false;
    }

    /// <summary>The first position in this set that <paramref name="other"/> lacks; -1 if it has all.</summary>
    internal int FirstMissingFrom(NameBits other)
    {
        for (var i = 0; i < words.Length; i++)
            if ((words[i] & ~other.words[i]) is not 0 and var missing)
                return (i << 6) + System.Numerics.BitOperations.TrailingZeroCount(missing);
        return -1;
    }
}
