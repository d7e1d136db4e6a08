using System.Net;
using System.Text.Json.Nodes;
using Legation.Records;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Anna's node cancels what she has sent to Bo, and says that what Cleo sent him takes its place.</summary>
public sealed class ClaimedCorrectionTests : ThreeDesks
{
    private const string Reason = "Cleo has put it right.";

    [Fact]
    public async Task another_posts_dispatch_corrects_nothing_whoever_says_so()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
        var other = (await Cleo.PostAsync("/dispatches", Dispatch("UNCLASSIFIED", [Bo])))["id"]!;

        await CancelNamingAsync(id, other);

        await AreStrangersAsync(id, other);
    }

    [Fact]
    public async Task nor_does_one_that_comes_after_it_was_named()
    {
        var id = await ReleasedAsync("UNCLASSIFIED", [Bo]);
        var later = Dispatch("UNCLASSIFIED", [Bo]);
        later["release"] = false;
        var other = (await Cleo.PostAsync("/dispatches", later))["id"]!;
        var draft = await Cleo.GetAsync($"/dispatches/{other}");

        await CancelNamingAsync(id, other);
        later["release"] = true;
        var released = await Cleo.PutAsync($"/dispatches/{other}", later, draft.Tag!);

        released.Status.ShouldBe(HttpStatusCode.OK, released.Body.ToString());
        await AreStrangersAsync(id, other);
    }

    private async Task AreStrangersAsync(string id, string other)
    {
        var old = await Bo.GetAsync($"/dispatches/{id}");
        var now = await Bo.GetAsync($"/dispatches/{other}");
        old["status"].ShouldBe("superseded");
        old["correctedBy"].ShouldBe("");
        old["track"]!.ShouldNotContain(now["number"]!);
        now["corrects"].ShouldBe("");
        using var browser = Node.Browse();
        await browser.SignInAsync("bo", TestNode.Password);
        (await browser.TextAsync($"/dispatches/{id}")).ShouldNotContain($"SUPERSEDED BY {now["number"]}");
        var page = await browser.TextAsync($"/dispatches/{other}");
        page.ShouldNotContain("Corrected copy");
        page.ShouldNotContain(Reason);
    }

    // As no node of ours writes it: what it names need not be here, and need not be its author's.
    private async Task CancelNamingAsync(string id, string other)
    {
        var dispatch = (await Node.Get<Ledger>().RunAsync(t => t.Current(RecordId.Parse(id))))!;
        var maker = Node.Get<RecordMaker>();
        var cancellation = maker.First(
            maker.NewId("cancellation"),
            new RecordIntent(dispatch.Header.Author, dispatch.Header.Label, [.. dispatch.Header.Audience])
            {
                References = [dispatch.ToReference()],
            },
            new JsonObject { ["text"] = Reason, ["correctedBy"] = other }
        );
        (await Node.Get<Ledger>().CommitAsync(cancellation)).Refusal.ShouldBeNull();
    }
}
