using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

public sealed class ForwardTests : ThreeDesks
{
    [Fact]
    public async Task who_is_forwarded_a_dispatch_has_it_in_the_inbox_with_its_track()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
        (await Cleo.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);

        var forwarded = await Bo.PostAsync(
            $"/dispatches/{id}/forward",
            new { to = new[] { Cleo.Post.ToString() }, comment = "For your talks." }
        );

        forwarded.Status.ShouldBe(HttpStatusCode.OK);
        var read = await Cleo.GetAsync($"/dispatches/{id}");
        read["text"].ShouldBe("They rise in spring.");
        read["track"]!.ShouldContain("For your talks.");
        (await IdsAsync(Cleo, "box=inbox")).ShouldContain(id);
        (await Cleo.GetAsync("/dispatches?box=inbox&q=spring")).Body.ToString().ShouldContain(id);
    }

    [Fact]
    public async Task whoever_does_not_have_it_cannot_forward_it()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);

        var forwarded = await Cleo.PostAsync($"/dispatches/{id}/forward", new { to = new[] { Cleo.Post.ToString() } });

        forwarded.Status.ShouldBe(HttpStatusCode.NotFound);
        (await Cleo.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task what_is_forwarded_may_be_forwarded_on_but_not_answered()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
        await Bo.PostAsync($"/dispatches/{id}/forward", new { to = new[] { Cleo.Post.ToString() } });

        (await Cleo.PostAsync($"/dispatches/{id}/reply", new { text = "No." })).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await Cleo.GetAsync($"/dispatches/{id}"))
            .Body.GetProperty("acts")
            .GetProperty("forward")
            .GetBoolean()
            .ShouldBeTrue();
    }

    [Fact]
    public async Task nobody_is_forwarded_what_is_there_already()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);

        var forwarded = await Bo.PostAsync($"/dispatches/{id}/forward", new { to = new[] { Anna.Post.ToString() } });

        forwarded.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        forwarded["detail"]!.ShouldContain("does not have it yet");
    }

    [Fact]
    public async Task what_was_forwarded_is_still_there_after_a_rebuild_of_the_projections()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
        await Bo.PostAsync($"/dispatches/{id}/forward", new { to = new[] { Cleo.Post.ToString() } });

        await Node.Get<Legation.Records.Ledger>().RebuildAsync("dispatches");

        (await IdsAsync(Cleo, "box=inbox")).ShouldContain(id);
    }
}
