using System.Net;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>What Anna proposes to Bo, the releaser, takes the place of what she has sent before.</summary>
public sealed class ProposedCorrectionTests : TwoPersons
{
    private const string Reason = "It is autumn.";

    [Fact]
    public async Task the_releaser_sees_what_it_supersedes_why_and_who_is_told()
    {
        var wrong = await ReleasedAsync("UNCLASSIFIED", [Bo, Cleo]);
        var number = (await Anna.GetAsync($"/dispatches/{wrong}"))["number"]!;
        var proposal = await ProposedAsync(await CorrectionAsync(wrong, await ReleasedAsync("RESTRICTED")));

        var facts = (await Bo.GetAsync($"/proposals/{proposal}")).Body.GetProperty("facts");
        var page = await PageAsync("bo", $"/dispatches/proposals/{proposal}");

        facts.GetProperty("Supersedes").GetString().ShouldBe($"{number}, Berthing fees");
        facts.GetProperty("What was wrong").GetString().ShouldBe(Reason);
        page.ShouldContain("CORRECTS");
        page.ShouldContain(Reason);
        page.ShouldContain($"that {number} is superseded");
        page[page.IndexOf("Who is told", StringComparison.Ordinal)..].ShouldContain("Office cleo");
    }

    [Fact]
    public async Task who_may_not_read_what_it_supersedes_finds_no_proposal()
    {
        var wrong = await ReleasedAsync("CONFIDENTIAL", [Cleo]);
        var correction = Correction(wrong, await ReleasedAsync("RESTRICTED"));
        var id = (await Anna.PostAsync("/dispatches", correction))["id"]!;
        var tag = (await Anna.GetAsync($"/dispatches/{id}")).Tag!;

        var asked = await Anna.PostAsync($"/dispatches/{id}/propose", new { reason = "They ask." }, tag);

        asked.Status.ShouldBe(HttpStatusCode.Conflict, asked.Body.ToString());
        (await WaitingAsync(Bo)).ShouldBeEmpty();
    }

    private async Task<DraftOfAnna> CorrectionAsync(string wrong, string source)
    {
        var body = Correction(wrong, source);
        var id = (await Anna.PostAsync("/dispatches", body))["id"]!;
        return new DraftOfAnna(id, body, (await Anna.GetAsync($"/dispatches/{id}")).Tag!);
    }

    private Dictionary<string, object?> Correction(string wrong, string source)
    {
        var body = Dispatch("UNCLASSIFIED", [Cleo]);
        (body["sources"], body["release"]) = (new[] { source }, false);
        (body["corrects"], body["reason"]) = (wrong, Reason);
        return body;
    }

    private async Task<string> PageAsync(string name, string path)
    {
        using var browser = Node.Browse();
        await browser.SignInAsync(name, TestNode.Password);
        return await browser.TextAsync(path);
    }
}
