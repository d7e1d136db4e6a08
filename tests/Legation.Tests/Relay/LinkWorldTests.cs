using CsCheck;

namespace Legation.Tests.Relay;

public sealed class LinkWorldTests
{
    private static readonly Gen<int[]> Choices = Gen.Int[0, 16 * 60].Array[0, 250];

    [Fact]
    public void whatever_is_lost_doubled_late_or_crashes_each_record_takes_effect_exactly_once() =>
        Choices.Sample(
            choices =>
            {
                var world = new LinkWorld();
                foreach (var choice in choices)
                    world.Choose(choice);
                world.Heal();
                world.IsQuiet.ShouldBeTrue(world.History);
                world.Taken.Order().ShouldBe(Enumerable.Range(1, world.Written), world.History);
            },
            iter: 5_000
        );

    [Fact]
    public void numbers_are_dense_and_name_one_record_for_ever() =>
        Choices.Sample(
            choices =>
            {
                var world = new LinkWorld();
                foreach (var choice in choices)
                    world.Choose(choice);
                world.Heal();
                world.CursorsAreWhole.ShouldBeTrue(world.History);
                world.Numbers.Values.Distinct().Count().ShouldBe(world.Written, world.History);
            },
            iter: 2_000
        );
}
