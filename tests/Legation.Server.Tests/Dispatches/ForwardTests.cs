using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

public sealed class ForwardTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Officer anna = null!;
    private Officer bo = null!;
    private Officer cleo = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        if (await node.StaffAsync("anna", "bo", "cleo") is [var first, var second, var third])
            (anna, bo, cleo) = (first, second, third);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task who_is_forwarded_a_dispatch_has_it_in_the_inbox_with_its_track()
    {
        var id = await ToldAsync(bo);
        (await cleo.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);

        var forwarded = await bo.PostAsync(
            $"/dispatches/{id}/forward",
            new { to = new[] { cleo.Post.ToString() }, comment = "For your talks." }
        );

        forwarded.Status.ShouldBe(HttpStatusCode.OK);
        var read = await cleo.GetAsync($"/dispatches/{id}");
        read["text"].ShouldBe("They rise in spring.");
        read["track"]!.ShouldContain("For your talks.");
        (await InboxAsync(cleo)).ShouldContain(id);
        (await cleo.GetAsync("/dispatches?box=inbox&q=spring")).Body.ToString().ShouldContain(id);
    }

    [Fact]
    public async Task whoever_does_not_have_it_cannot_forward_it()
    {
        var id = await ToldAsync(bo);

        var forwarded = await cleo.PostAsync($"/dispatches/{id}/forward", new { to = new[] { cleo.Post.ToString() } });

        forwarded.Status.ShouldBe(HttpStatusCode.NotFound);
        (await cleo.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task what_is_forwarded_may_be_forwarded_on_but_not_answered()
    {
        var id = await ToldAsync(bo);
        await bo.PostAsync($"/dispatches/{id}/forward", new { to = new[] { cleo.Post.ToString() } });

        (await cleo.PostAsync($"/dispatches/{id}/reply", new { text = "No." })).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await cleo.GetAsync($"/dispatches/{id}"))
            .Body.GetProperty("acts")
            .GetProperty("forward")
            .GetBoolean()
            .ShouldBeTrue();
    }

    [Fact]
    public async Task nobody_is_forwarded_what_is_there_already()
    {
        var id = await ToldAsync(bo);

        var forwarded = await bo.PostAsync($"/dispatches/{id}/forward", new { to = new[] { anna.Post.ToString() } });

        forwarded.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        forwarded["detail"]!.ShouldContain("does not have it yet");
    }

    [Fact]
    public async Task what_was_forwarded_is_still_there_after_a_rebuild_of_the_projections()
    {
        var id = await ToldAsync(bo);
        await bo.PostAsync($"/dispatches/{id}/forward", new { to = new[] { cleo.Post.ToString() } });

        await node.Get<Legation.Records.Ledger>().RebuildAsync("dispatches");

        (await InboxAsync(cleo)).ShouldContain(id);
    }

    private async Task<string> ToldAsync(Officer addressee) =>
        (
            await anna.PostAsync(
                "/dispatches",
                new
                {
                    subject = "Berthing fees",
                    text = "They rise in spring.",
                    action = new[] { addressee.Post.ToString() },
                    label = new
                    {
                        policy = "LEGATION-DEMO",
                        classification = "UNCLASSIFIED",
                        categories = new { releasableTo = new[] { "ALLIANCE" } },
                    },
                    release = true,
                }
            )
        )["id"]!;

    private static async Task<List<string?>> InboxAsync(Officer officer) =>
        [
            .. (await officer.GetAsync("/dispatches?box=inbox"))
                .Body.GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()),
        ];
}
