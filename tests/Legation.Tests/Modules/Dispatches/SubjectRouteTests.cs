using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Modules.Support;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Modules.Dispatches;

/// <summary>
/// What headquarters takes where posts in Seoul report through the office in Tokyo, unless it is about that office.
/// </summary>
public sealed class SubjectRouteTests : IAsyncLifetime
{
    private readonly Peer headquarters = new(1);
    private readonly Peer tokyo = new(2);
    private readonly Peer seoul = new(3);
    private readonly ReceivingNode node;
    private readonly SignedRecord subject;

    public SubjectRouteTests()
    {
        node = new ReceivingNode(headquarters, tokyo, seoul);
        subject = headquarters.Subject();
    }

    public async ValueTask InitializeAsync()
    {
        await node.LearnAsync(tokyo, seoul);
        await node.CommitAsync(headquarters.Route(seoul.Office, tokyo.Office));
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        foreach (var peer in new[] { headquarters, tokyo, seoul })
            peer.Dispose();
    }

    [Fact]
    public async Task what_is_about_the_office_comes_directly()
    {
        await DirectIfAboutTheOfficeAsync();

        await node.ArriveAsync(seoul.About(subject.Header.Id, "About it", headquarters.Post));

        node.Dispatches().ShouldBe(["About it"]);
    }

    [Fact]
    public async Task what_is_about_nothing_or_something_else_is_refused_without_clearance()
    {
        await DirectIfAboutTheOfficeAsync();
        var other = headquarters.Subject();
        await node.CommitAsync(other);

        var plain = await node.ArriveAsync(seoul.Dispatch("Plain", headquarters.Post));
        var about = await node.ArriveAsync(seoul.About(other.Header.Id, "Other", headquarters.Post));

        plain.Refusal.ShouldNotBeNull().Code.ShouldBe("past-the-office");
        about.Refusal.ShouldNotBeNull().Code.ShouldBe("past-the-office");
        node.Dispatches().ShouldBeEmpty();
    }

    [Fact]
    public async Task what_is_about_something_unknown_is_held_and_judged_when_that_is_known()
    {
        await DirectIfAboutTheOfficeAsync();
        var late = tokyo.Subject();

        var arrived = await node.ArriveAsync(seoul.About(late.Header.Id, "Early", headquarters.Post));

        arrived.Outcome.ShouldBe(AppendOutcome.Held);
        await node.ArriveAsync(late);
        node.Dispatches().ShouldBeEmpty("it still lacks the clearance");
    }

    [Fact]
    public async Task a_subject_changes_nothing_where_no_route_depends_on_one()
    {
        var arrived = await node.ArriveAsync(seoul.About(subject.Header.Id, "About it", headquarters.Post));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("past-the-office");
    }

    [Fact]
    public async Task a_route_is_not_in_effect_before_its_subject_is()
    {
        node.Follow(tokyo);
        var theirs = tokyo.Subject();
        var route = tokyo.Entry(Drafts.Fixed("route", 9), new { sender = seoul.Office, subject = theirs.Header.Id });

        (await node.ArriveAsync(route)).Outcome.ShouldBe(AppendOutcome.Held);
        await node.ArriveAsync(theirs);
        await node.ArriveAsync(seoul.About(theirs.Header.Id, "About it", headquarters.Post));

        node.Dispatches().ShouldBe(["About it"]);
    }

    [Fact]
    public async Task under_a_copy_route_a_dispatch_needs_no_clearance()
    {
        await node.CommitAsync(
            headquarters.Entry(
                Drafts.Fixed("route", 8),
                new
                {
                    sender = seoul.Post,
                    via = tokyo.Office,
                    mode = "copy",
                }
            )
        );

        await node.ArriveAsync(seoul.Dispatch("Copied", headquarters.Post));

        node.Dispatches().ShouldBe(["Copied"]);
    }

    [Theory]
    [InlineData("a copy to nobody")]
    [InlineData("an unknown way")]
    [InlineData("limited to a post")]
    public async Task a_route_that_means_nothing_is_refused(string what)
    {
        object body = what switch
        {
            "a copy to nobody" => new { sender = seoul.Post, mode = "copy" },
            "an unknown way" => new
            {
                sender = seoul.Post,
                via = tokyo.Office,
                mode = "around",
            },
            _ => new
            {
                sender = seoul.Post,
                via = tokyo.Office,
                subject = tokyo.Post,
            },
        };

        var arrived = await node.ArriveAsync(tokyo.Entry(Drafts.Fixed("route", 7), body));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("unreadable-entry");
    }

    private async Task DirectIfAboutTheOfficeAsync() =>
        await node.CommitAsync(
            subject,
            headquarters.Entry(Drafts.Fixed("route", 6), new { sender = seoul.Office, subject = subject.Header.Id })
        );
}
