using System.Numerics;

namespace Legation.Records.Audit;

/// <summary>
/// The right edge of an RFC 9162 §2.1 Merkle tree: the roots of its perfect subtrees, largest first. Enough to append
/// leaves and to know the root; 32 bytes for each set bit of the size.
/// </summary>
public readonly struct MerkleFrontier
{
    private readonly Digest[] peaks;

    private MerkleFrontier(long size, Digest[] peaks)
    {
        Size = size;
        this.peaks = peaks;
    }

    /// <summary>A tree without leaves.</summary>
    public static MerkleFrontier Empty { get; } = new(0, []);

    /// <summary>Number of leaves.</summary>
    public long Size { get; }

    /// <summary>Restores what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes do not fit the size.</exception>
    public static MerkleFrontier FromBytes(long size, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != BitOperations.PopCount((ulong)size) * Digest.Length)
            throw new FormatException("The audit tree's edge does not fit its size.");
        var roots = new Digest[bytes.Length / Digest.Length];
        for (var i = 0; i < roots.Length; i++)
            roots[i] = new Digest(bytes.Slice(i * Digest.Length, Digest.Length));
        return new MerkleFrontier(size, roots);
    }

    /// <summary>The tree with one leaf more.</summary>
    public MerkleFrontier Append(Digest leaf)
    {
        var merged = leaf;
        var keep = peaks.Length;
        for (var bits = Size; (bits & 1) == 1; bits >>= 1)
            merged = Node(peaks[--keep], merged);
        var next = new Digest[keep + 1];
        Array.Copy(peaks, next, keep);
        next[keep] = merged;
        return new MerkleFrontier(Size + 1, next);
    }

    /// <summary>The tree's head: for no leaves SHA-256 of nothing.</summary>
    public Digest Root()
    {
        if (peaks.Length == 0)
            return Digest.Of([]);
        var root = peaks[^1];
        for (var i = peaks.Length - 2; i >= 0; i--)
            root = Node(peaks[i], root);
        return root;
    }

    /// <summary>The subtree roots one after another.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[peaks.Length * Digest.Length];
        for (var i = 0; i < peaks.Length; i++)
            peaks[i].CopyTo(bytes.AsSpan(i * Digest.Length));
        return bytes;
    }

    private static Digest Node(Digest left, Digest right)
    {
        Span<byte> node = stackalloc byte[1 + (2 * Digest.Length)];
        node[0] = 1;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + Digest.Length)..]);
        return Digest.Of(node);
    }
}
