using Legation.Relay;

namespace Legation.Tests.Relay;

public sealed class QueueWatchTests
{
    private const int Link = 1;
    private readonly QueueMarks marks = new();
    private readonly QueueWatch watch;

    public QueueWatchTests() => watch = new QueueWatch(marks);

    [Fact]
    public void what_was_marked_before_a_link_is_first_looked_at_wakes_it()
    {
        marks.Mark(Link, Lane.Routine);
        watch.Next(Link).ShouldBe([Lane.Routine]);
    }

    [Fact]
    public void a_mark_wakes_its_link_in_two_rounds()
    {
        watch.Next(Link).ShouldBeEmpty();
        marks.Mark(Link, Lane.Flash);
        watch.Next(Link).ShouldBe([Lane.Flash]);
        watch.Next(Link).ShouldBe([Lane.Flash], "the first may have been before its commit");
        watch.Next(Link).ShouldBeEmpty();
    }

    [Fact]
    public void the_highest_lane_is_told_and_no_other_link()
    {
        marks.Mark(Link, Lane.Routine);
        marks.Mark(Link, Lane.Immediate);
        watch.Next(Link).ShouldBe([Lane.Immediate]);
        watch.Next(2).ShouldBeEmpty();
    }

    [Fact]
    public void attachments_are_told_beside_the_highest_lane()
    {
        marks.Mark(Link, Lane.Attachments);
        marks.Mark(Link, Lane.Routine);
        watch.Next(Link).ShouldBe([Lane.Routine, Lane.Attachments]);
    }
}
