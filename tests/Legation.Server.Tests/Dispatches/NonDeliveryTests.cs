using System.Net;
using System.Text.Json;
using Legation.Organisations.Register;
using Legation.Records;
using Legation.Relay;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>A report that is of use for an hour only, on its way from a post through an office to headquarters.</summary>
public sealed class NonDeliveryTests : IAsyncLifetime
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);
    private readonly RouteNetwork network = new();

    public ValueTask InitializeAsync() => network.InitializeAsync();

    public ValueTask DisposeAsync() => network.DisposeAsync();

    [Fact]
    public async Task what_cannot_leave_the_post_in_time_is_shown_to_its_author()
    {
        await PauseAsync(network.Post, network.Office);
        var id = await network.ReleasedAsync(UsefulForAnHour());
        network.TimePasses(AnHour);

        var step = await NotDeliveredAsync(id);

        step.GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("it had not gone when the time came");
        step.GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("Desk, Office lea");
        await ResumeAsync(network.Post, network.Office);
        var next = await network.ReleasedAsync(network.Report("Later"));
        await RouteNetwork.ArrivesAsync(network.Lea, next);
        (await network.Lea.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task what_the_office_cannot_pass_on_in_time_is_stated_by_the_office_and_shown_to_its_author()
    {
        await PauseAsync(network.Office, network.Headquarters);
        var id = await network.ReleasedAsync(UsefulForAnHour());
        await OfficeHasAsync(id);
        network.TimePasses(AnHour);

        var step = await NotDeliveredAsync(id);

        var record = await network.Anneke.GetAsync($"/records/{step.GetProperty("record").GetString()}");
        record.Status.ShouldBe(HttpStatusCode.OK);
        record.Body.ToString().ShouldContain(network.Office.Get<NodeIdentity>().Id.ToString());
    }

    [Fact]
    public async Task what_the_office_does_not_clear_in_time_is_stated_too()
    {
        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });
        var id = await network.ReleasedAsync(UsefulForAnHour());
        await RouteNetwork.ArrivesAsync(network.Mette, id);
        network.TimePasses(AnHour);

        await NotDeliveredAsync(id);
    }

    [Fact]
    public async Task what_comes_too_late_is_taken_and_says_so()
    {
        network.Headquarters.Clock.Shift = AnHour + AnHour;

        var id = await network.ReleasedAsync(UsefulForAnHour());

        (await RouteNetwork.ArrivesAsync(network.Lea, id))["cameTooLate"].ShouldBe("True");
        (await network.Anneke.GetAsync($"/dispatches/{id}"))["cameTooLate"].ShouldBe("False");
    }

    [Fact]
    public async Task what_a_receiver_refuses_for_good_is_shown_to_its_author()
    {
        var question = await network.Mette.ReleaseAsync(network.Lea.Post, "Who is to answer?");
        await RouteNetwork.ArrivesAsync(network.Lea, question);

        var id = await ForgedFinalReplyAsync(question);

        (await NotDeliveredAsync(id))
            .GetProperty("text")
            .GetString()
            .ShouldNotBeNull()
            .ShouldContain("not-its-to-settle");
    }

    [Fact]
    public async Task a_time_that_has_passed_is_refused_at_its_field()
    {
        var report = network.Report("Too late");
        report["noUseAfter"] = network.Post.Clock.GetUtcNow() - AnHour;

        var refused = await network.Anneke.PostAsync("/dispatches", report);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Body.ToString().ShouldContain("noUseAfter");
    }

    [Fact]
    public async Task today_names_what_was_not_delivered()
    {
        await PauseAsync(network.Post, network.Office);
        var id = await network.ReleasedAsync(UsefulForAnHour());
        network.TimePasses(AnHour);
        await NotDeliveredAsync(id);
        using var browser = network.Post.Browse();
        await browser.SignInAsync("anneke", TestNode.Password);

        var today = await browser.TextAsync("/");

        today.ShouldContain("Not delivered to Liaison Office Test: Useful for an hour");
    }

    private Dictionary<string, object?> UsefulForAnHour()
    {
        var report = network.Report("Useful for an hour");
        report["noUseAfter"] = network.Post.Clock.GetUtcNow() + AnHour;
        return report;
    }

    // What the post's honest program would not send.
    private async Task<string> ForgedFinalReplyAsync(string question)
    {
        var maker = network.Post.Get<RecordMaker>();
        var asked = (
            await network.Headquarters.Get<Ledger>().RunAsync(t => t.Current(RecordId.Parse(question)))
        ).ShouldNotBeNull();
        var reply = maker.First(
            maker.NewId("dispatch"),
            new RecordIntent(
                new Author(RecordId.New("person", network.Post.Clock.GetUtcNow()), network.Anneke.Post),
                asked.Header.Label,
                [network.Lea.Post, network.Anneke.Post]
            )
            {
                References = [asked.ToReference()],
            },
            new
            {
                number = "TST-BCD 2026/0001",
                subject = "Forged",
                text = "1. Settled.",
                language = "en",
                action = new[] { network.Lea.Post },
                info = Array.Empty<RecordId>(),
                inReplyTo = asked.Header.Id,
                replyKind = "final",
            }
        );
        (await network.Post.Get<Ledger>().CommitAsync(reply)).Refusal.ShouldBeNull();
        return reply.Header.Id.ToString();
    }

    private async Task<JsonElement> NotDeliveredAsync(string id)
    {
        List<JsonElement> found = [];
        await Eventually.UntilAsync(async () =>
        {
            var track = (await network.Anneke.GetAsync($"/dispatches/{id}")).Body.GetProperty("track");
            found = [.. track.EnumerateArray().Where(e => e.GetProperty("step").GetString() == "not-delivered")];
            return found.Count > 0;
        });
        return found.ShouldHaveSingleItem();
    }

    private Task OfficeHasAsync(string id) =>
        Eventually.UntilAsync(async () =>
            await network.Office.Get<Ledger>().RunAsync(t => t.IsHere(RecordId.Parse(id)))
        );

    private static async Task PauseAsync(TestNode node, TestNode peer) =>
        (await node.Get<Links>().PauseAsync(LinkTo(node, peer))).Refusal.ShouldBeNull();

    private static async Task ResumeAsync(TestNode node, TestNode peer) =>
        (await node.Get<Links>().ResumeAsync(LinkTo(node, peer))).Refusal.ShouldBeNull();

    private static string LinkTo(TestNode node, TestNode peer) =>
        node.Get<Links>().All().Single(link => link.Peer == peer.Get<NodeIdentity>().Id).Id;
}
