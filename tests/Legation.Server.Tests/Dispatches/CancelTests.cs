using System.Net;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Anna cancels what she has sent to Bo.</summary>
public sealed class CancelTests : ThreeDesks
{
    private const string Reason = "The fees are those of another port.";

    [Fact]
    public async Task what_is_cancelled_stays_readable_and_says_by_whom_and_why()
    {
        var id = await CancelledAsync();

        var there = await Bo.GetAsync($"/dispatches/{id}");

        there["text"].ShouldBe("They rise in spring.");
        there["status"].ShouldBe("cancelled");
        var cancelled = there.Body.GetProperty("cancelled");
        cancelled.GetProperty("reason").GetString().ShouldBe(Reason);
        cancelled.GetProperty("by").GetString().ShouldBe(Anna.Post.ToString());
        (await Bo.GetAsync("/dispatches?box=inbox")).Body.ToString().ShouldContain("\"status\":\"cancelled\"");
        var page = await PageAsync("bo", $"/dispatches/{id}");
        page.ShouldContain("CANCELLED");
        page.ShouldContain(Reason);
    }

    [Theory]
    [InlineData("acknowledge")]
    [InlineData("reply")]
    [InlineData("forward")]
    public async Task nothing_is_done_about_it_any_more(string act)
    {
        var id = await CancelledAsync();

        var done = await Bo.PostAsync(
            $"/dispatches/{id}/{act}",
            act switch
            {
                "reply" => new { text = "Noted." },
                "forward" => new { to = new[] { Cleo.Post.ToString() } },
                _ => new { },
            }
        );

        done.Status.ShouldBe(HttpStatusCode.Conflict);
        done["code"].ShouldBe("cancelled");
        done["detail"].ShouldNotBeNull().ShouldContain("has cancelled it");
    }

    [Fact]
    public async Task it_waits_for_nobody_any_more()
    {
        var report = Dispatch("UNCLASSIFIED", [Bo]);
        report["due"] = Node.Clock.GetUtcNow().AddDays(2);
        var id = (await Anna.PostAsync("/dispatches", report))["id"]!;
        (await Bo.PostAsync($"/dispatches/{id}/assign", new { to = Bo.Post.ToString() })).Status.ShouldBe(
            HttpStatusCode.OK
        );
        foreach (var (officer, box) in Waiting)
            (await IdsAsync(officer, $"box={box}")).ShouldContain(id, box);
        (await PageAsync("bo", "/")).ShouldContain("Acknowledge: Berthing fees");

        await CancelAsync(id);

        foreach (var (officer, box) in Waiting)
            (await IdsAsync(officer, $"box={box}")).ShouldNotContain(id, box);
        (await PageAsync("bo", "/")).ShouldNotContain("Acknowledge: Berthing fees");
    }

    [Fact]
    public async Task only_the_post_that_released_it_cancels()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);

        (await Bo.PostAsync($"/dispatches/{id}/cancel", new { reason = Reason })).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await Cleo.PostAsync($"/dispatches/{id}/cancel", new { reason = Reason })).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await Bo.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("released");
    }

    [Fact]
    public async Task it_takes_a_reason()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);

        var refused = await Anna.PostAsync($"/dispatches/{id}/cancel", new { reason = " " });

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Body.ToString().ShouldContain("Say why");
    }

    [Fact]
    public async Task it_is_done_once()
    {
        var id = await CancelledAsync();

        var again = await Anna.PostAsync($"/dispatches/{id}/cancel", new { reason = "Once more." });

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        (await Bo.GetAsync($"/dispatches/{id}"))
            .Body.GetProperty("cancelled")
            .GetProperty("reason")
            .GetString()
            .ShouldBe(Reason);
    }

    [Fact]
    public async Task an_answer_that_was_begun_before_is_not_released_and_is_kept()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
        var begun = await Bo.PostAsync($"/dispatches/{id}/reply", new { text = "Noted.", release = false });
        var draft = await Bo.GetAsync($"/dispatches/{begun["id"]}");
        await CancelAsync(id);

        var released = await Bo.PutAsync(
            $"/dispatches/{begun["id"]}",
            new
            {
                subject = "Re: Berthing fees",
                text = "Noted.",
                action = new[] { Anna.Post.ToString() },
                label = DemoLabels.Label("UNCLASSIFIED"),
                release = true,
            },
            draft.Tag!
        );

        released.Status.ShouldBe(HttpStatusCode.Conflict);
        released["code"].ShouldBe("cancelled");
        (await Bo.GetAsync($"/dispatches/{begun["id"]}"))["status"].ShouldBe("draft");
    }

    [Fact]
    public async Task a_final_answer_that_is_cancelled_leaves_the_matter_open_again()
    {
        var report = Dispatch("UNCLASSIFIED", [Bo]);
        report["due"] = Node.Clock.GetUtcNow().AddDays(2);
        var id = (await Anna.PostAsync("/dispatches", report))["id"]!;
        var reply = await Bo.PostAsync($"/dispatches/{id}/reply", new { text = "They do not." });
        (await IdsAsync(Anna, "box=awaiting-reply")).ShouldNotContain(id);

        (await Bo.PostAsync($"/dispatches/{reply["id"]}/cancel", new { reason = "They do." })).Status.ShouldBe(
            HttpStatusCode.OK
        );

        (await IdsAsync(Anna, "box=awaiting-reply")).ShouldContain(id);
        (await Anna.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("released");
    }

    [Fact]
    public async Task it_is_still_so_after_a_rebuild_of_the_projections()
    {
        var id = await CancelledAsync();

        await Node.Get<Ledger>().RebuildAsync("dispatches");

        (await Bo.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("cancelled");
    }

    [Fact]
    public async Task its_label_becomes_stricter_and_lets_in_nobody_else()
    {
        foreach (var user in new[] { "anna", "bo" })
            await ClearAsync(user, "UNCLASSIFIED", "RESTRICTED");
        var id = await ReleasedAsync("RESTRICTED", [Bo]);
        await CancelAsync(id);

        var lowered = await Anna.PostAsync(
            $"/dispatches/{id}/relabel",
            new { label = DemoLabels.Label("UNCLASSIFIED"), reason = "It is known." }
        );

        lowered.Status.ShouldBe(HttpStatusCode.Conflict);
        lowered["code"].ShouldBe("cancelled");
    }

    [Fact]
    public async Task the_page_says_who_is_told_and_asks_for_the_reason()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);

        var page = await PageAsync("anna", $"/dispatches/{id}/cancel");

        page.ShouldContain("Who is told");
        page.ShouldContain("Office bo");
        (await PageAsync("bo", $"/dispatches/{id}")).ShouldNotContain("Cancel it");
    }

    private (Officer, string)[] Waiting => [(Anna, "awaiting-reply"), (Bo, "awaiting-reply"), (Bo, "assigned")];

    private async Task<string> CancelledAsync()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
        await CancelAsync(id);
        return id;
    }

    private async Task CancelAsync(string id)
    {
        var done = await Anna.PostAsync($"/dispatches/{id}/cancel", new { reason = Reason });
        done.Status.ShouldBe(HttpStatusCode.OK, done.Body.ToString());
        done["status"].ShouldBe("cancelled");
    }

    private async Task<string> PageAsync(string name, string path)
    {
        using var browser = Node.Browse();
        await browser.SignInAsync(name, TestNode.Password);
        return await browser.TextAsync(path);
    }
}
