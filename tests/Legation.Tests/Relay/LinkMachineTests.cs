using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class LinkMachineTests
{
    private readonly LinkMachine machine = new(() => 1);
    private TimeSpan now;
    private DateTimeOffset wall = new(2026, 10, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void a_link_without_work_calls_its_peer_and_then_waits()
    {
        Began();
        On(new LinkEvent.Composed(null, null)).ShouldBe([new LinkEffect.Call()]);
        On(new LinkEvent.Answered(3)).ShouldBe([new LinkEffect.Wait(LinkMachine.CallAfter)]);
        now += LinkMachine.CallAfter;
        On(new LinkEvent.Due()).ShouldBe([new LinkEffect.Call()]);
    }

    [Fact]
    public void what_is_queued_on_an_idle_link_is_composed_and_sent_at_once()
    {
        Idle();
        On(new LinkEvent.Queued(Lane.Routine)).ShouldBe([new LinkEffect.Compose()]);
        var batch = Batch(Lane.Routine, 1);
        On(new LinkEvent.Composed(batch, null)).ShouldBe([new LinkEffect.Send(batch)]);
        On(new LinkEvent.Receipted(batch, 2))[0].ShouldBe(new LinkEffect.StoreReceipt(batch));
    }

    [Fact]
    public void at_most_two_batches_are_on_their_way()
    {
        Idle();
        On(new LinkEvent.Queued(Lane.Routine));
        var (one, two) = (Batch(Lane.Routine, 1), Batch(Lane.Routine, 2));
        On(new LinkEvent.Composed(one, Lane.Routine)).ShouldBe([new LinkEffect.Send(one), new LinkEffect.Compose()]);
        On(new LinkEvent.Composed(two, Lane.Routine)).ShouldBe([new LinkEffect.Send(two)]);
        On(new LinkEvent.Queued(Lane.Routine)).ShouldBeEmpty();
        On(new LinkEvent.Receipted(one, 2)).ShouldBe([new LinkEffect.StoreReceipt(one), new LinkEffect.Compose()]);
    }

    [Fact]
    public void a_batch_without_an_answer_is_sent_again_after_a_doubling_wait()
    {
        Idle();
        On(new LinkEvent.Queued(Lane.Routine));
        var batch = Batch(Lane.Routine, 1);
        On(new LinkEvent.Composed(batch, null));
        for (var wait = BackOff.Shortest; wait < BackOff.Longest; wait *= 2)
        {
            On(Down(batch)).ShouldBe([new LinkEffect.Wait(wait)]);
            now += wait;
            On(new LinkEvent.Due()).ShouldBe([new LinkEffect.Send(batch)]);
        }
        On(Down(batch)).ShouldBe([new LinkEffect.Wait(BackOff.Longest)]);
    }

    [Fact]
    public void news_cut_a_long_wait_short()
    {
        Idle();
        On(new LinkEvent.Queued(Lane.Routine));
        var batch = Batch(Lane.Routine, 1);
        On(new LinkEvent.Composed(batch, null));
        for (var i = 0; i < 10; i++)
        {
            On(Down(batch));
            now += BackOff.Longest;
            On(new LinkEvent.Due());
        }
        On(Down(batch));
        now += BackOff.Shortest;
        On(new LinkEvent.Heard()).ShouldBe([new LinkEffect.Send(batch)]);
    }

    [Fact]
    public void flash_is_numbered_and_sent_before_what_waits_to_be_sent_again()
    {
        Idle();
        On(new LinkEvent.Queued(Lane.Routine));
        var (one, two) = (Batch(Lane.Routine, 1), Batch(Lane.Routine, 2));
        On(new LinkEvent.Composed(one, Lane.Routine));
        On(new LinkEvent.Composed(two, null));
        On(Down(one));
        On(Down(two));
        now += BackOff.Shortest;
        On(new LinkEvent.Queued(Lane.Flash)).ShouldBe([new LinkEffect.Compose()]);
        var flash = Batch(Lane.Flash, 1);
        On(new LinkEvent.Composed(flash, null)).ShouldBe([new LinkEffect.Send(flash)]);
        On(new LinkEvent.Receipted(flash, 2))
            .ShouldBe([new LinkEffect.StoreReceipt(flash), new LinkEffect.Send(one), new LinkEffect.Send(two)]);
    }

    [Fact]
    public void while_the_line_is_in_doubt_one_batch_tries_it()
    {
        var (one, two) = (Batch(Lane.Routine, 1), Batch(Lane.Routine, 2));
        Began(one, two);
        On(new LinkEvent.Composed(null, null)).ShouldBe([new LinkEffect.Send(one), new LinkEffect.Send(two)]);
        On(Down(one));
        On(Down(two));
        now += BackOff.Longest;
        On(new LinkEvent.Due()).ShouldBe([new LinkEffect.Send(one)]);
    }

    [Fact]
    public void batches_without_receipt_are_sent_again_after_a_restart_before_anything_new()
    {
        var (one, two) = (Batch(Lane.Priority, 4), Batch(Lane.Routine, 9));
        Began(two, one);
        On(new LinkEvent.Composed(Batch(Lane.Routine, 10), null))
            .ShouldBe([new LinkEffect.Send(one), new LinkEffect.Send(two)]);
    }

    [Fact]
    public void a_paused_link_sends_nothing_and_takes_the_receipt_of_what_is_under_way()
    {
        Idle();
        On(new LinkEvent.Queued(Lane.Routine));
        var batch = Batch(Lane.Routine, 1);
        On(new LinkEvent.Composed(batch, null));
        On(new LinkEvent.Pause()).ShouldBeEmpty();
        On(new LinkEvent.Queued(Lane.Flash)).ShouldBeEmpty();
        On(new LinkEvent.Receipted(batch, 2)).ShouldBe([new LinkEffect.StoreReceipt(batch)]);
        machine.Report.Paused.ShouldBeTrue();
        On(new LinkEvent.Resume()).ShouldContain(new LinkEffect.Compose());
    }

    [Fact]
    public void a_link_that_was_paused_begins_paused()
    {
        On(new LinkEvent.Started(Paused: true)).ShouldBe([new LinkEffect.Begin()]);
        machine.Report.Paused.ShouldBeTrue();
        On(new LinkEvent.Began([Batch(Lane.Flash, 1)])).ShouldBeEmpty();
        On(new LinkEvent.Resume()).ShouldBe([new LinkEffect.Compose()]);
        On(new LinkEvent.Composed(null, null)).ShouldBe([new LinkEffect.Send(Batch(Lane.Flash, 1))]);
    }

    [Fact]
    public void an_answer_to_a_batch_that_is_not_on_its_way_is_ignored()
    {
        Idle();
        On(new LinkEvent.Receipted(Batch(Lane.Routine, 7), 1)).ShouldBe([new LinkEffect.Wait(LinkMachine.CallAfter)]);
    }

    [Fact]
    public void a_receipt_that_could_not_be_stored_is_asked_for_again()
    {
        Idle();
        On(new LinkEvent.Queued(Lane.Routine));
        var batch = Batch(Lane.Routine, 1);
        On(new LinkEvent.Composed(batch, null));
        On(new LinkEvent.Receipted(batch, 2));
        On(new LinkEvent.Failed(batch, Trouble.OwnStore, "disk full"));
        now += BackOff.Shortest;
        On(new LinkEvent.Due()).ShouldBe([new LinkEffect.Begin()]);
        On(new LinkEvent.Began([batch])).OfType<LinkEffect.Compose>().ShouldHaveSingleItem();
        On(new LinkEvent.Composed(null, null)).ShouldBe([new LinkEffect.Send(batch)]);
    }

    [Fact]
    public void a_receipt_that_is_durable_although_its_storing_failed_is_not_asked_for_again()
    {
        Idle();
        On(new LinkEvent.Queued(Lane.Routine));
        var batch = Batch(Lane.Routine, 1);
        On(new LinkEvent.Composed(batch, null));
        On(new LinkEvent.Receipted(batch, 2));
        On(new LinkEvent.Failed(batch, Trouble.OwnStore, "no answer from the store"));
        now += BackOff.Shortest;
        On(new LinkEvent.Due()).ShouldBe([new LinkEffect.Begin()]);
        On(new LinkEvent.Began([]));
        On(new LinkEvent.Composed(null, null)).ShouldBe([new LinkEffect.Call()]);
    }

    [Fact]
    public void a_failed_composition_is_tried_again()
    {
        Idle();
        On(new LinkEvent.Queued(Lane.Routine)).ShouldBe([new LinkEffect.Compose()]);
        On(new LinkEvent.ComposeFailed("disk full"));
        now += BackOff.Shortest;
        On(new LinkEvent.Due()).ShouldBe([new LinkEffect.Begin()]);
        On(new LinkEvent.Began([])).ShouldBe([new LinkEffect.Compose()]);
    }

    [Fact]
    public void numbers_that_a_failed_composing_has_given_all_the_same_are_sent_once()
    {
        Idle();
        On(new LinkEvent.Queued(Lane.Routine));
        var (one, two) = (Batch(Lane.Routine, 1), Batch(Lane.Routine, 2));
        On(new LinkEvent.Composed(one, Lane.Routine)).ShouldBe([new LinkEffect.Send(one), new LinkEffect.Compose()]);
        On(new LinkEvent.ComposeFailed("no answer from the store"));
        On(new LinkEvent.Receipted(one, 2))[0].ShouldBe(new LinkEffect.StoreReceipt(one));
        On(new LinkEvent.ReceiptStored(one));
        On(new LinkEvent.Began([two])).ShouldBe([new LinkEffect.Compose()]);
        On(new LinkEvent.Composed(null, null)).ShouldBe([new LinkEffect.Send(two)]);
    }

    [Fact]
    public void a_failed_beginning_is_tried_again_and_nothing_is_done_before_it()
    {
        On(new LinkEvent.Started(Paused: false));
        On(new LinkEvent.Queued(Lane.Flash)).ShouldBeEmpty();
        On(new LinkEvent.BeginFailed("disk full")).ShouldBe([new LinkEffect.Wait(BackOff.Shortest)]);
        machine.Report.Trouble.ShouldBe(Trouble.OwnStore);
        now += BackOff.Shortest;
        On(new LinkEvent.Due()).ShouldBe([new LinkEffect.Begin()]);
        On(new LinkEvent.Began([])).ShouldBe([new LinkEffect.Compose()]);
        machine.Report.Trouble.ShouldBeNull();
    }

    [Fact]
    public void a_clock_that_is_set_back_makes_no_wait_longer()
    {
        Idle();
        wall -= TimeSpan.FromDays(100);
        On(new LinkEvent.Heard()).ShouldBe([new LinkEffect.Wait(LinkMachine.CallAfter)]);
        On(new LinkEvent.Queued(Lane.Routine));
        var batch = Batch(Lane.Routine, 1);
        On(new LinkEvent.Composed(batch, null));
        wall -= TimeSpan.FromDays(100);
        On(Down(batch)).ShouldBe([new LinkEffect.Wait(BackOff.Shortest)]);
    }

    [Fact]
    public void trouble_is_told_with_its_beginning_and_forgotten_with_the_first_answer()
    {
        Idle();
        now += LinkMachine.CallAfter;
        On(new LinkEvent.Due());
        On(Down(null));
        var since = wall;
        wall += BackOff.Longest;
        now += BackOff.Longest;
        On(new LinkEvent.Due()).ShouldBe([new LinkEffect.Call()]);
        On(Down(null));
        (machine.Report.Trouble, machine.Report.Since).ShouldBe((Trouble.LineDown, since));
        On(new LinkEvent.Heard());
        On(new LinkEvent.Answered(1));
        machine.Report.Trouble.ShouldBeNull();
    }

    private void Began(params NumberedBatch[] unreceipted)
    {
        On(new LinkEvent.Started(Paused: false)).ShouldBe([new LinkEffect.Begin()]);
        On(new LinkEvent.Began(unreceipted)).ShouldBe([new LinkEffect.Compose()]);
    }

    private void Idle()
    {
        Began();
        On(new LinkEvent.Composed(null, null));
        On(new LinkEvent.Answered(1));
    }

    private IReadOnlyList<LinkEffect> On(LinkEvent happened) => machine.On(happened, new Moment(now, wall));

    private static LinkEvent.Failed Down(NumberedBatch? batch) => new(batch, Trouble.LineDown, "no answer");

    private static NumberedBatch Batch(Lane lane, long first) => new(lane, 1, first, first, first, first);
}
