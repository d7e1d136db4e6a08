using Legation.Records;
using Legation.Relay;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Relay;

public sealed class HeadComparisonTests
{
    private static readonly HeadStatement Before = Said(size: 10);
    private static readonly Saying SaidSince = new(Digest.Of([7]), Before, []);

    [Fact]
    public void a_node_that_goes_on_is_consistent()
    {
        Find(Said(size: 11)).ShouldBe(HeadFinding.Consistent);
        Find(Said(size: 10)).ShouldBe(HeadFinding.Consistent);
        Find(Said(size: 3, epoch: 2)).ShouldBe(HeadFinding.Consistent);
    }

    [Fact]
    public void a_node_that_has_gone_back_was_restored_whatever_its_clock_says()
    {
        foreach (var minute in (int[])[-1_000_000, 0, 1])
            Find(Said(size: 9) with { At = Before.At.AddMinutes(minute) }).ShouldBe(HeadFinding.Restored);
        var later = Said(size: 3, epoch: 2);
        HeadComparison
            .Find(Said(size: 20), later, SaidSince with { Before = later }, 1, [])
            .ShouldBe(HeadFinding.Restored);
    }

    [Fact]
    public void one_size_has_one_root_in_whatever_order()
    {
        var other = Said(size: 10) with { Root = Digest.Of([1]) };
        Find(other).ShouldBe(HeadFinding.Forked);
        HeadComparison.Find(other, Before, null, 1, []).ShouldBe(HeadFinding.Forked);
    }

    [Fact]
    public void what_may_have_been_overtaken_on_the_line_says_nothing()
    {
        HeadComparison.Find(Said(size: 9), Before, null, 1, []).ShouldBe(HeadFinding.Overtaken);
        var saidEarlier = SaidSince with { Before = Said(size: 8) };
        HeadComparison.Find(Said(size: 9), Before, saidEarlier, 1, []).ShouldBe(HeadFinding.Overtaken);
    }

    [Fact]
    public void a_number_that_was_taken_and_that_nobody_has_given_tells_which_side_is_old()
    {
        var mark = new LaneMark(1, Lane.Flash, 5);
        var fewer = mark with { Number = 4 };
        var claims = Said(size: 11) with { Taken = [mark] };
        HeadComparison.Find(claims, Before, null, 1, [fewer]).ShouldBe(HeadFinding.OwnCopyRestored);
        HeadComparison.Find(claims, Before, null, 2, []).ShouldBe(HeadFinding.Consistent);
        HeadComparison
            .Find(Said(size: 11) with { Numbered = [fewer] }, Before, SaidSince with { Taken = [mark] }, 1, [])
            .ShouldBe(HeadFinding.Restored);
    }

    [Fact]
    public void a_statement_is_read_as_it_was_signed_and_by_nobody_else()
    {
        using var node = new HomeNode(1);
        using var other = new HomeNode(2);
        var said = Said(size: 10) with { Taken = [new LaneMark(1, Lane.System, 7)], Heard = Digest.Of([3]) };
        var signed = said.Sign(node.Identity.Signer);

        var read = HeadStatement.Open(signed, [node.Key]).ShouldNotBeNull();

        (read with { Taken = said.Taken, Numbered = said.Numbered }).ShouldBe(said);
        read.Taken.ShouldBe(said.Taken);
        HeadStatement.Open(signed, [other.Key]).ShouldBeNull();
    }

    [Fact]
    public void what_is_out_of_range_is_no_statement()
    {
        var mark = new LaneMark(1, Lane.Flash, 5);
        HeadStatement[] wrong =
        [
            Said(size: -1),
            Said(size: 1, epoch: 0),
            Said(size: 1) with
            {
                Taken = [mark with { Epoch = 0 }],
            },
            Said(size: 1) with
            {
                Taken = [mark with { Lane = (Lane)6 }],
            },
            Said(size: 1) with
            {
                Numbered = [mark with { Number = -1 }],
            },
            Said(size: 1) with
            {
                Numbered = [.. Enumerable.Repeat(mark, 201)],
            },
        ];
        using var node = new HomeNode(1);
        foreach (var statement in wrong)
            HeadStatement.Open(statement.Sign(node.Identity.Signer), [node.Key]).ShouldBeNull(statement.ToString());
    }

    private static HeadFinding Find(HeadStatement now) => HeadComparison.Find(now, Before, SaidSince, 1, []);

    private static HeadStatement Said(long size, int epoch = 1) =>
        new(Drafts.Fixed("node", 1), epoch, Drafts.Fixed("node", 2), size, Digest.Of([]), Drafts.Noon, [], []);
}
