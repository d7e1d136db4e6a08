using CsCheck;
using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class PollTests
{
    private static readonly Gen<PollAnswer?> Answers = Gen.Select(
        Gen.Byte.Array[Digest.Length],
        Gen.Int[100, 599],
        Gen.Byte.Array[0, 200],
        PollAnswer? (batch, status, content) => new PollAnswer(new Digest(batch), status, content)
    );

    private static readonly Gen<Poll> Polls = Gen.Select(
        Gen.Int[0, Poll.Slots - 1],
        Gen.OneOf(Gen.Const(() => (PollAnswer?)null), Answers),
        (slot, answer) => new Poll(slot, answer)
    );

    [Fact]
    public void a_poll_is_read_as_it_was_written() =>
        Polls.Sample(poll =>
        {
            var read = Poll.Decode(poll.Encode()).ShouldNotBeNull();
            read.Slot.ShouldBe(poll.Slot);
            (read.Answer?.Batch, read.Answer?.Status).ShouldBe((poll.Answer?.Batch, poll.Answer?.Status));
            read.Answer?.Content.ShouldBe(poll.Answer!.Content);
        });

    [Fact]
    public void what_is_cut_off_or_goes_on_is_no_poll() =>
        Gen.Select(Polls, Gen.Int[1, 400])
            .Sample(
                (poll, cut) =>
                {
                    var bytes = poll.Encode();
                    Poll.Decode(bytes.AsMemory(0, Math.Max(0, bytes.Length - cut))).ShouldBeNull();
                    Poll.Decode((byte[])[.. bytes, 0]).ShouldBeNull();
                }
            );

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(Poll.Slots, 200)]
    [InlineData(0, 99)]
    [InlineData(0, 600)]
    public void a_poll_out_of_range_is_not_read(int slot, int status) =>
        Poll.Decode(new Poll(slot, new PollAnswer(Digest.Of([1]), status, [])).Encode()).ShouldBeNull();
}
