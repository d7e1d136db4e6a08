using CsCheck;
using Legation.Records;
using Legation.Records.Audit;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records.Audit;

public sealed class MerkleFrontierTests
{
    [Fact]
    public void its_root_is_the_tree_head_of_the_standard_at_every_size() =>
        HeaderGen
            .Hash.Array[0, 70]
            .Sample(
                leaves =>
                {
                    var frontier = MerkleFrontier.Empty;
                    for (var n = 0; n < leaves.Length; n++)
                    {
                        frontier.Root().ShouldBe(MerkleTree.Root(leaves.AsSpan(0, n)));
                        frontier = frontier.Append(leaves[n]);
                    }
                    frontier.Root().ShouldBe(MerkleTree.Root(leaves));
                },
                iter: 50
            );

    [Fact]
    public void it_goes_on_from_its_bytes_as_if_it_had_never_stopped() =>
        Gen.Select(HeaderGen.Hash.Array[0, 40], HeaderGen.Hash)
            .Sample(
                (leaves, next) =>
                {
                    var frontier = leaves.Aggregate(MerkleFrontier.Empty, (tree, leaf) => tree.Append(leaf));

                    var restored = MerkleFrontier.FromBytes(frontier.Size, frontier.ToBytes());

                    restored.Append(next).Root().ShouldBe(frontier.Append(next).Root());
                },
                iter: 100
            );

    [Fact]
    public void the_head_of_no_leaves_is_the_hash_of_nothing() =>
        MerkleFrontier
            .Empty.Root()
            .ToString()
            .ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Fact]
    public void bytes_that_do_not_fit_the_size_are_refused() =>
        Should.Throw<FormatException>(() => MerkleFrontier.FromBytes(3, new byte[Digest.Length]));

    [Fact]
    public void a_leaf_covers_type_instant_and_content()
    {
        var leaf = AuditLeaf.Hash(EntryType.Record, 1, [1]);

        AuditLeaf.Hash(EntryType.Record, 1, [1]).ShouldBe(leaf);
        AuditLeaf.Hash(EntryType.Read, 1, [1]).ShouldNotBe(leaf);
        AuditLeaf.Hash(EntryType.Record, 2, [1]).ShouldNotBe(leaf);
        AuditLeaf.Hash(EntryType.Record, 1, [2]).ShouldNotBe(leaf);
    }
}
