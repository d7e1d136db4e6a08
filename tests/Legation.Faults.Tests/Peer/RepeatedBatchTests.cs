using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Peer;

public sealed class RepeatedBatchTests(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private const string ByCaller = "a caller with the peer's keys";

    [Fact, Fault("duplicate", ByCaller)]
    public async Task a_batch_that_comes_again_is_answered_with_the_same_receipt_and_has_one_effect()
    {
        var office = shared.Office;
        var before = await office.WaitingAsync();
        var batch = office.Seoul.Batch(office.Dispatches(3));
        var first = await office.Seoul.SendAsync(batch);
        var again = await office.Seoul.SendAsync(batch);
        first.Outcomes.ShouldAllBe(outcome => outcome == "stored");
        again.Receipt.ShouldBe(first.Receipt);
        (await office.WaitingAsync() - before).ShouldBe(3);
        await office.GoesOnAsync();
    }

    [Fact, Fault("duplicate, at one time", ByCaller)]
    public async Task copies_that_come_at_one_time_get_one_receipt_and_have_one_effect()
    {
        var office = shared.Office;
        var before = await office.WaitingAsync();
        for (var round = 0; round < 5; round++)
        {
            var batch = office.Seoul.Batch(office.Dispatches(4));
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => office.Seoul.SendAsync(batch)));
            answers.Select(answer => Convert.ToHexString(answer.Receipt)).Distinct().Count().ShouldBe(1);
        }
        (await office.WaitingAsync() - before).ShouldBe(20);
        await office.GoesOnAsync();
    }

    [Fact, Fault("reorder", ByCaller)]
    public async Task batches_in_any_order_fill_the_gap_and_arrive_once()
    {
        var office = shared.Office;
        var before = await office.WaitingAsync();
        var batches = Enumerable.Range(0, 12).Select(_ => office.Seoul.Batch(office.Dispatches(2))).ToArray();
        new Random(4).Shuffle(batches);
        foreach (var batch in batches)
            (await office.Seoul.SendAsync(batch)).Outcomes.ShouldBe(["stored", "stored"]);
        (await office.WaitingAsync() - before).ShouldBe(24);
        await office.GoesOnAsync();
    }

    [Fact, Fault("weeks late", ByCaller)]
    public async Task a_batch_that_is_weeks_late_is_taken_behind_all_others_and_after_a_restart()
    {
        var office = shared.Office;
        var before = await office.WaitingAsync();
        var old = TimeProvider.System.GetUtcNow().AddDays(-45);
        var late = office.Seoul.Batch(office.Signed(office.Dispatch() with { Made = old }));
        (await office.Seoul.SendAsync(office.Seoul.Batch(office.Dispatches(3)))).Outcomes.Count.ShouldBe(3);
        await office.Tokyo.KillAsync();
        await office.Tokyo.StartAsync();
        var receipt = await office.Seoul.SendAsync(late);
        receipt.Outcomes.ShouldBe(["stored"]);
        (await office.Seoul.SendAsync(late)).Receipt.ShouldBe(receipt.Receipt);
        (await office.WaitingAsync() - before).ShouldBe(4);
        await office.GoesOnAsync();
    }

    [Fact, Fault("void of a number that was taken", ByCaller)]
    public async Task a_void_that_comes_after_its_record_takes_nothing_back()
    {
        var office = shared.Office;
        var before = await office.WaitingAsync();
        var batch = office.Seoul.Batch(office.Dispatches(1));
        var taken = await office.Seoul.SendAsync(batch);
        (await office.Seoul.SendAsync(batch.Voided(office.Seoul.Identity.Signing))).Receipt.ShouldBe(taken.Receipt);
        taken.Outcomes.ShouldBe(["stored"]);
        (await office.WaitingAsync() - before).ShouldBe(1);
        await office.GoesOnAsync();
    }

    [Fact, Fault("record that comes after its void", ByCaller)]
    public async Task a_record_that_comes_after_its_void_stays_withdrawn_under_that_number()
    {
        var office = shared.Office;
        var before = await office.WaitingAsync();
        var item = office.Dispatches(1)[0];
        var batch = office.Seoul.Batch(item);
        (await office.Seoul.SendAsync(batch.Voided(office.Seoul.Identity.Signing))).Outcomes.ShouldBe(["void"]);
        (await office.Seoul.SendAsync(batch)).Outcomes.ShouldBe(["void"]);
        (await office.WaitingAsync() - before).ShouldBe(0);
        (await office.Seoul.OutcomeOfAsync(item)).ShouldBe("stored");
        await office.GoesOnAsync();
    }
}
