using System.Collections.Immutable;
using Legation.Records;
using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class LaneMachineTests
{
    private static readonly RecordId Sender = RecordId.Parse("node--00000000-0000-7000-8000-000000000001");
    private static readonly RecordId Receiver = RecordId.Parse("node--00000000-0000-7000-8000-000000000002");

    [Fact]
    public void a_batch_with_new_numbers_is_taken() => Consider(Batch(1, 3)).ShouldBe(new Arrived.New());

    [Fact]
    public void the_same_batch_again_is_answered_with_its_receipt() =>
        Consider(Batch(1, 3), Given(Batch(1, 3))).ShouldBe(new Arrived.Again(Given(Batch(1, 3))));

    [Fact]
    public void other_content_under_the_same_numbers_is_a_conflict() =>
        Consider(Batch(1, 3), Given(Batch(1, 3, salt: 9))).ShouldBeOfType<Arrived.Conflict>();

    [Fact]
    public void numbers_cut_into_other_batches_are_a_conflict()
    {
        Consider(Batch(1, 2), Given(Batch(1, 3))).ShouldBeOfType<Arrived.Conflict>();
        Consider(Batch(1, 6), Given(Batch(1, 3)), Given(Batch(4, 3))).ShouldBeOfType<Arrived.Conflict>();
    }

    [Fact]
    public void a_new_batch_of_an_epoch_that_is_over_is_refused_but_an_old_one_again_is_answered()
    {
        LaneMachine.Consider(Batch(1, 3), Batch(1, 3).Content(), 2, []).ShouldBe(new Arrived.OldEpoch(2));
        LaneMachine
            .Consider(Batch(1, 3), Batch(1, 3).Content(), 2, [Given(Batch(1, 3))])
            .ShouldBeOfType<Arrived.Again>();
    }

    [Fact]
    public void the_cursor_stays_before_a_gap_and_jumps_over_what_came_early()
    {
        LaneMachine.Advance(0, Batch(4, 3), []).ShouldBe(0);
        LaneMachine.Advance(0, Batch(1, 3), [Given(Batch(4, 3)), Given(Batch(7, 1)), Given(Batch(9, 1))]).ShouldBe(7);
    }

    private static Arrived Consider(BatchHead batch, params GivenReceipt[] given) =>
        LaneMachine.Consider(batch, batch.Content(), 1, given);

    private static GivenReceipt Given(BatchHead batch) => new(batch.First, batch.Last, batch.Content(), 1);

    private static BatchHead Batch(long first, int count, int salt = 0) =>
        new(
            Sender,
            1,
            Receiver,
            Lane.Routine,
            first,
            [.. Enumerable.Range(0, count).Select(i => Digest.Of(BitConverter.GetBytes(first + i + (salt * 1000))))]
        );
}
