using CsCheck;
using Legation.Records.Attachments;
using Legation.Relay;

namespace Legation.Tests.Relay.Attachments;

/// <summary>How the machine of a link lets attachments go between everything else.</summary>
public sealed class AttachmentTurnsTests
{
    private readonly LinkMachine machine = new(() => 1);
    private TimeSpan now;

    [Fact]
    public void a_piece_goes_when_nothing_else_waits()
    {
        Begin();
        On(new LinkEvent.Queued(Lane.Routine)).ShouldBe([new LinkEffect.Compose()]);
        On(new LinkEvent.Queued(Lane.Attachments)).ShouldBeEmpty();
        var batch = new NumberedBatch(Lane.Routine, 1, 1, 1, 1, 1);
        On(new LinkEvent.Composed(batch, null)).ShouldBe([new LinkEffect.Send(batch)]);
        On(new LinkEvent.Receipted(batch, 2)).ShouldContain(effect => effect is LinkEffect.SendPiece);
    }

    [Fact]
    public void flash_that_comes_during_a_piece_goes_at_once_and_before_the_next()
    {
        Begin();
        On(new LinkEvent.Queued(Lane.Attachments)).ShouldContain(effect => effect is LinkEffect.SendPiece);
        On(new LinkEvent.Queued(Lane.Flash)).ShouldBe([new LinkEffect.Compose()]);
        var flash = new NumberedBatch(Lane.Flash, 1, 1, 1, 1, 1);
        On(new LinkEvent.Composed(flash, null)).ShouldBe([new LinkEffect.Send(flash)]);
        On(new LinkEvent.PieceTaken(1000, 5)).ShouldBeEmpty();
        On(new LinkEvent.Receipted(flash, 2)).ShouldContain(effect => effect is LinkEffect.SendPiece);
    }

    [Fact]
    public void a_refused_piece_waits_and_stops_no_lane()
    {
        Begin();
        On(new LinkEvent.Queued(Lane.Attachments));
        On(new LinkEvent.PieceRefused("not-named")).ShouldBe([new LinkEffect.Wait(BackOff.Shortest)]);
        On(new LinkEvent.Queued(Lane.Routine)).ShouldBe([new LinkEffect.Compose()]);
        now += BackOff.Shortest;
        On(new LinkEvent.Composed(null, null)).ShouldContain(effect => effect is LinkEffect.SendPiece);
        On(new LinkEvent.PieceRefused("not-named")).ShouldBe([new LinkEffect.Wait(BackOff.Shortest * 2)]);
    }

    [Fact]
    public void what_came_while_nothing_was_found_is_looked_for_again()
    {
        Begin();
        On(new LinkEvent.Queued(Lane.Attachments)).ShouldContain(effect => effect is LinkEffect.SendPiece);
        On(new LinkEvent.Queued(Lane.Attachments)).ShouldBeEmpty();
        On(new LinkEvent.NothingAttached()).ShouldContain(effect => effect is LinkEffect.SendPiece);
        On(new LinkEvent.NothingAttached()).ShouldNotContain(effect => effect is LinkEffect.SendPiece);
    }

    [Fact]
    public void a_piece_without_an_answer_puts_the_line_in_doubt()
    {
        Begin();
        On(new LinkEvent.Queued(Lane.Attachments));
        On(new LinkEvent.PieceFailed(Trouble.LineDown, "no answer in time"))
            .ShouldBe([new LinkEffect.Wait(BackOff.Shortest)]);
        machine.Report.Trouble.ShouldBe(Trouble.LineDown);
    }

    [Fact]
    public void a_slow_line_gets_little_at_one_time_and_a_fast_one_as_much_as_may_be()
    {
        var slow = new LinePace();
        var fast = new LinePace();
        for (var i = 0; i < 20; i++)
        {
            slow.BatchTook(slow.Batch, 2 * slow.Batch / 125.0);
            slow.PieceTook(slow.Piece, slow.Piece / 125.0);
            fast.BatchTook(fast.Batch, 40);
            fast.PieceTook(fast.Piece, 10);
        }
        slow.Batch.ShouldBeLessThanOrEqualTo(64 * 1024);
        slow.Piece.ShouldBeLessThanOrEqualTo(64 * 1024);
        (fast.Batch, fast.Piece).ShouldBe((LinePace.LargestBatch, ArrivingFiles.LongestPiece));
    }

    [Fact]
    public void short_batches_that_are_answered_soon_do_not_lengthen_the_next()
    {
        var pace = new LinePace();
        for (var i = 0; i < 20; i++)
        {
            pace.BatchTook(pace.Batch, pace.Batch / 125.0);
            pace.BatchTook(2500, 100);
        }
        pace.Batch.ShouldBeLessThanOrEqualTo(32 * 1024);
        pace.IsSlow.ShouldBeTrue();
    }

    [Fact]
    public void whatever_a_line_does_something_goes_and_never_more_than_may_be() =>
        Gen.Select(Gen.Int[0, 2_000_000], Gen.Double[0, 1e6])
            .Array[0, 50]
            .Sample(took =>
            {
                var pace = new LinePace();
                foreach (var (bytes, milliseconds) in took)
                {
                    pace.BatchTook(bytes, milliseconds);
                    pace.PieceTook(bytes, milliseconds);
                    pace.Batch.ShouldBeInRange(32 * 1024, LinePace.LargestBatch);
                    pace.Piece.ShouldBeInRange(16 * 1024, ArrivingFiles.LongestPiece);
                }
            });

    // A link that has begun, has looked for everything, and has just heard its peer.
    private void Begin()
    {
        On(new LinkEvent.Started(Paused: false));
        On(new LinkEvent.Began([]));
        On(new LinkEvent.Composed(null, null));
        On(new LinkEvent.Answered(1));
    }

    private IReadOnlyList<LinkEffect> On(LinkEvent happened) =>
        machine.On(happened, new Moment(now, DateTimeOffset.UnixEpoch + now));
}
