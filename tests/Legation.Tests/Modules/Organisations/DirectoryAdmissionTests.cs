using System.Text.Json;
using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Modules.Support;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Modules.Organisations;

/// <summary>Each node enters its own part of the directory and nothing else.</summary>
public sealed class DirectoryAdmissionTests : IAsyncDisposable
{
    private static readonly RecordId NewOffice = Drafts.Fixed("office", 90);
    private static readonly RecordId NewPost = Drafts.Fixed("post", 90);
    private readonly Peer self = new(1);
    private readonly Peer tokyo = new(2);
    private readonly Peer stranger = new(3);
    private readonly ReceivingNode node;

    public DirectoryAdmissionTests() => node = new ReceivingNode(self, tokyo, stranger);

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        foreach (var peer in new[] { self, tokyo, stranger })
            peer.Dispose();
    }

    [Fact]
    public async Task a_node_enters_its_organisation_offices_and_posts()
    {
        await node.LearnAsync(tokyo);

        node.Parties()
            .ShouldBe([.. new[] { tokyo.Organisation, tokyo.Office, tokyo.Post }.Select(id => id.ToString())]);
    }

    [Fact]
    public async Task an_organisation_for_which_another_node_speaks_is_refused() =>
        await RefusedAsync(stranger.Entry(tokyo.Organisation, new { names = Peer.Names }));

    [Fact]
    public async Task an_office_of_another_nodes_organisation_is_refused() =>
        await RefusedAsync(stranger.Entry(NewOffice, new { names = Peer.Names, organisation = tokyo.Organisation }));

    [Fact]
    public async Task a_post_in_another_nodes_office_is_refused()
    {
        await node.LearnAsync(tokyo);

        await RefusedAsync(stranger.Entry(NewPost, PostIn(tokyo.Office, stranger.Organisation)));
    }

    [Fact]
    public async Task a_post_waits_for_its_office_and_is_judged_then()
    {
        var post = stranger.Entry(NewPost, PostIn(tokyo.Office, stranger.Organisation));

        (await node.ArriveAsync(post)).Outcome.ShouldBe(AppendOutcome.Held);
        await node.LearnAsync(tokyo);

        node.Parties().ShouldNotContain(NewPost.ToString());
        node.SecurityEvents().Single().ShouldContain("not-its-part");
    }

    [Fact]
    public async Task who_holds_another_nodes_post_is_not_for_a_stranger_to_say()
    {
        await node.LearnAsync(tokyo);

        await RefusedAsync(StrangersHoldingOf(tokyo.Post));
    }

    [Fact]
    public async Task who_holds_a_post_waits_for_the_post_and_is_judged_then()
    {
        (await node.ArriveAsync(StrangersHoldingOf(tokyo.Post))).Outcome.ShouldBe(AppendOutcome.Held);

        await node.LearnAsync(tokyo);

        node.SecurityEvents().Single().ShouldContain("not-its-part");
    }

    [Fact]
    public async Task an_entry_without_a_name_is_refused()
    {
        var arrived = await node.ArriveAsync(tokyo.Entry(NewOffice, new { organisation = tokyo.Organisation }));

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("unreadable-entry");
    }

    [Theory]
    [InlineData("""{"names":[null]}""")]
    [InlineData("""{"names":[{"lang":"en"}]}""")]
    [InlineData("""{"names":[{"text":" ","lang":"en"}]}""")]
    [InlineData("""{"names":[{"text":"X"}]}""")]
    [InlineData("""{"names":[{"text":"X","lang":"en"},null]}""")]
    [InlineData("""{"names":[{"text":"X","lang":"en"}],"days":[null]}""")]
    [InlineData("""{"names":[{"text":"X","lang":"en"}],"days":[{"day":"05-03"}]}""")]
    [InlineData("""{"names":[{"text":"X","lang":"en"}],"days":[{"day":"05-03","name":[null]}]}""")]
    [InlineData("""{"names":[{"text":"X","lang":"en"}],"days":[{"name":[{"text":"X","lang":"en"}]}]}""")]
    public async Task an_entry_that_no_page_could_show_is_refused(string body)
    {
        foreach (var id in new[] { tokyo.Organisation, tokyo.Person })
            (await node.ArriveAsync(tokyo.Entry(id, JsonDocument.Parse(body).RootElement)))
                .Refusal.ShouldNotBeNull()
                .Code.ShouldBe("unreadable-entry");
    }

    [Fact]
    public async Task that_nobody_holds_a_post_is_refused()
    {
        await node.LearnAsync(tokyo);

        var arrived = await node.ArriveAsync(
            tokyo.Entry(Drafts.Fixed("holding", 90), new { post = tokyo.Post, from = "2026-01-01" })
        );

        arrived.Refusal.ShouldNotBeNull().Code.ShouldBe("unreadable-entry");
    }

    private static object PostIn(RecordId office, RecordId organisation) =>
        new
        {
            names = Peer.Names,
            organisation,
            office,
        };

    private SignedRecord StrangersHoldingOf(RecordId post) =>
        stranger.Entry(
            Drafts.Fixed("holding", 90),
            new
            {
                person = stranger.Person,
                post,
                from = "2026-01-01",
            }
        );

    private async Task RefusedAsync(Legation.Records.Signing.SignedRecord entry)
    {
        (await node.ArriveAsync(entry)).Refusal.ShouldNotBeNull().Code.ShouldBe("not-its-part");
        node.SecurityEvents().Single().ShouldContain("not-its-part");
    }
}
