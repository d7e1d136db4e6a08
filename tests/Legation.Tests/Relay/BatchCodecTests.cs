using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class BatchCodecTests
{
    [Fact]
    public void a_batch_is_read_as_it_was_written() => Read(first: 1).ShouldNotBeNull().Head.Last.ShouldBe(1);

    [Fact]
    public void a_batch_whose_numbers_leave_no_room_for_others_is_not_read() => Read(long.MaxValue).ShouldBeNull();

    private static Batch? Read(long first)
    {
        var (sender, receiver) = (TestNode.NewId("node"), TestNode.NewId("node"));
        var head = new BatchHead(sender, 1, receiver, Lane.Routine, first, [Digest.Of([1])]);
        return BatchCodec.Decode(BatchCodec.Encode(new Batch(head, [new BatchItem([1], [2], [3])])));
    }
}
