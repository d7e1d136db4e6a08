using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Commands;

public sealed class RealNetworkTests(RealNetwork network) : IClassFixture<RealNetwork>
{
    [Fact]
    public async Task a_dispatch_goes_from_the_post_through_the_office_to_headquarters_and_is_answered()
    {
        var dispatch = await network.Post.PostAsync(
            "/dispatches",
            Dispatch("Berthing fees", await RealNetwork.AddresseeAsync(network.Post, "Desk, Headquarters"))
        );
        dispatch.GetProperty("status").GetString().ShouldBe("awaiting-clearance");
        var id = dispatch.GetProperty("id").GetString()!;

        await RealNetwork.ListedAsync(network.Office, "to-clear", id);
        (await RealNetwork.ListAsync(network.Headquarters, "inbox")).ShouldNotContain(id);
        await network.Office.PostAsync($"/dispatches/{id}/clear", new { comment = "Agreed." });
        await RealNetwork.ListedAsync(network.Headquarters, "inbox", id);
        await network.Headquarters.PostAsync($"/dispatches/{id}/acknowledge", new { });
        await network.Post.RestartAsync();
        var reply = await network.Headquarters.PostAsync($"/dispatches/{id}/reply", new { text = "Thank you." });

        await RealNetwork.ListedAsync(network.Post, "inbox", reply.GetProperty("id").GetString()!);
        await RealNetwork.UntilAsync(
            "the dispatch counts as replied to",
            async () =>
                (await network.Post.GetAsync($"/dispatches/{id}")).GetProperty("status").GetString() == "replied"
        );
    }

    [Fact]
    public async Task what_headquarters_sent_to_the_office_is_forwarded_to_the_post()
    {
        var deputy = await RealNetwork.AddresseeAsync(network.Headquarters, "Deputy, Liaison Office");
        var sent = await network.Headquarters.PostAsync("/dispatches", Dispatch("Pilot boats", deputy));
        var id = sent.GetProperty("id").GetString()!;
        await RealNetwork.ListedAsync(network.Office, "inbox", id);
        (await RealNetwork.ListAsync(network.Post, "inbox")).ShouldNotContain(id);

        var representative = await RealNetwork.AddresseeAsync(network.Office, "Representative, Post");
        await network.Office.PostAsync($"/dispatches/{id}/forward", new { to = new[] { representative } });

        await RealNetwork.ListedAsync(network.Post, "inbox", id);
        var track = (await network.Post.GetAsync($"/dispatches/{id}")).GetProperty("track").ToString();
        track.ShouldContain("forwarded");
    }

    [Fact]
    public async Task a_file_goes_from_the_post_through_the_office_to_headquarters()
    {
        var desk = await RealNetwork.AddresseeAsync(network.Post, "Desk, Headquarters");
        var plan = Files.OfSize(400_000);
        var draft = await network.Post.PostAsync("/dispatches", Dispatch("Harbour plan", desk, release: false));
        var id = draft.GetProperty("id").GetString()!;
        var hash = await network.Post.AttachAsync(id, "plan.pdf", plan);
        await network.Post.ReleaseAsync(id, Dispatch("Harbour plan", desk));
        await RealNetwork.UntilAsync(
            "the office has the file",
            async () => await network.Office.DownloadAsync(id, hash) is not null
        );
        (await network.Headquarters.DownloadAsync(id, hash)).ShouldBeNull();

        await network.Office.PostAsync($"/dispatches/{id}/clear", new { comment = "Agreed." });

        byte[]? arrived = null;
        await RealNetwork.UntilAsync(
            "headquarters has the file",
            async () => (arrived = await network.Headquarters.DownloadAsync(id, hash)) is not null
        );
        arrived.ShouldBe(plan);
    }

    private static object Dispatch(string subject, string addressee, bool release = true) =>
        new
        {
            subject,
            text = "They rise in spring.",
            action = new[] { addressee },
            label = new
            {
                policy = "LEGATION-DEMO",
                classification = "RESTRICTED",
                categories = new { releasableTo = new[] { "ALLIANCE" } },
            },
            release,
        };
}
