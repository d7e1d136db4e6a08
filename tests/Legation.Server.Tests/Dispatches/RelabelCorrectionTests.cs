using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>A dispatch that was raised and returned to its author.</summary>
public sealed class RelabelCorrectionTests : ThroughTheOffice
{
    [Fact]
    public async Task what_was_raised_is_not_lowered_by_its_author_alone()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        await ReturnAsync(id);
        await RelabelAsync(Bo, id, "RESTRICTED");

        var refused = await ReviseAsync(id, "UNCLASSIFIED");

        refused.Status.ShouldBe(HttpStatusCode.Forbidden, refused.Body.ToString());
        refused["detail"]!.ShouldContain("takes two persons");
        (await ReviseAsync(id, "RESTRICTED")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task what_was_raised_stays_raised_however_often_it_is_returned()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        await ReturnAsync(id);
        await RelabelAsync(Bo, id, "RESTRICTED");
        (await ReviseAsync(id, "RESTRICTED")).Status.ShouldBe(HttpStatusCode.OK);
        await ReturnAsync(id);

        (await ReviseAsync(id, "UNCLASSIFIED")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task a_revision_is_approved_by_a_releaser_who_was_not_sent_what_was_returned()
    {
        var source = await ReleasedAsync("RESTRICTED");
        var id = await ReleasedAsync("UNCLASSIFIED", [Cleo]);
        await ReturnAsync(id);
        var body = Dispatch("UNCLASSIFIED", [Cleo]);
        (body["sources"], body["release"]) = (new[] { source }, false);
        var kept = await Anna.PutAsync($"/dispatches/{id}", body, (await Anna.GetAsync($"/dispatches/{id}")).Tag!);
        (await Bo.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);

        var approved = await ApproveAsync(Bo, await ProposedAsync(new DraftOfAnna(id, body, kept.Tag!)));

        approved.Status.ShouldBe(HttpStatusCode.OK, approved.Body.ToString());
        (await Anna.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("awaiting-clearance");
    }

    private async Task<Answered> ReviseAsync(string id, string classification)
    {
        var tag = (await Anna.GetAsync($"/dispatches/{id}")).Tag!;
        return await Anna.PutAsync($"/dispatches/{id}", Dispatch(classification, [Bo, Cleo]), tag);
    }
}
