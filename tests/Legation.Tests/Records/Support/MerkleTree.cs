using System.Security.Cryptography;
using Legation.Records;

namespace Legation.Tests.Records.Support;

/// <summary>MTH of RFC 9162 §2.1.1 as it is written there, on leaf hashes.</summary>
internal static class MerkleTree
{
    public static Digest Root(ReadOnlySpan<Digest> leaves)
    {
        if (leaves.IsEmpty)
            return new Digest(SHA256.HashData([]));
        if (leaves.Length == 1)
            return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length)
            k *= 2;
        return new Digest(SHA256.HashData([1, .. Root(leaves[..k]).ToBytes(), .. Root(leaves[k..]).ToBytes()]));
    }
}
