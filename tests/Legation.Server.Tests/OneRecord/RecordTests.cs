using System.Net;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.OneRecord;

/// <summary>Any record, of whatever kind: its header, why one may have it, who else is to.</summary>
public sealed class RecordTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Browser bo = null!;
    private Officer[] staff = null!;
    private RecordId dispatch;

    private Officer Anna => staff[0];

    private Officer Bo => staff[1];

    private Officer Cleo => staff[2];

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        staff = await node.StaffAsync("anna", "bo", "cleo");
        bo = node.Browse();
        await bo.SignInAsync("bo", TestNode.Password);
        dispatch = RecordId.Parse(await Anna.ReleaseAsync(Bo.Post, "Berthing fees"));
    }

    public ValueTask DisposeAsync()
    {
        bo.Dispose();
        return node.DisposeAsync();
    }

    [Fact]
    public async Task a_dispatch_is_shown_with_its_header_the_readers_access_and_its_distribution()
    {
        var page = await bo.TextAsync($"/records/{dispatch}");
        page.ShouldContain("TST-");
        page.ShouldContain("Berthing fees</h1>");
        page.ShouldContain($"href=\"/dispatches/{dispatch}\"");
        page.ShouldContain("You have it through your part in it (Desk, Office bo).");
        page.ShouldContain("UNCLASSIFIED is in your clearance, and so is ALLIANCE.");
        page.ShouldContain("named in it");
        page.ShouldContain("EXERCISE · ALLIANCE UNCLASSIFIED");
        page.ShouldNotContain("See above.");
    }

    [Fact]
    public async Task the_api_answers_access_and_distribution()
    {
        var answer = await Bo.GetAsync($"/records/{dispatch}");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer["kind"].ShouldBe("dispatch");
        answer["version"].ShouldBe("1");
        answer.Body.GetProperty("home").GetProperty("name").GetString().ShouldBe("Liaison Office Test");
        Parties(answer, "access", "parties", "id").ShouldBe([Bo.Post.ToString()]);
        Parties(answer, "distribution", "audience", "party").ShouldContain(Bo.Post.ToString());
        answer.Body.ToString().ShouldNotContain("seq");
    }

    [Fact]
    public async Task to_whom_it_was_forwarded_is_told_apart_from_whom_it_names()
    {
        await Bo.PostAsync($"/dispatches/{dispatch}/forward", new { to = new[] { Cleo.Post.ToString() } });
        var audience = (await Cleo.GetAsync($"/records/{dispatch}"))
            .Body.GetProperty("distribution")
            .GetProperty("audience")
            .EnumerateArray()
            .Where(member => member.GetProperty("granted").GetBoolean())
            .Select(member => member.GetProperty("party").GetString());
        audience.ShouldBe([Cleo.Post.ToString()]);
        (await bo.TextAsync($"/records/{dispatch}")).ShouldContain("it was forwarded to it");
    }

    [Fact]
    public async Task what_is_not_for_the_reader_is_answered_like_what_is_not_there()
    {
        var unknown = RecordId.New("dispatch", node.Clock.GetUtcNow());
        var (denied, absent) = (
            await Cleo.GetAsync($"/records/{dispatch}"),
            await Cleo.GetAsync($"/records/{unknown}")
        );
        denied.Status.ShouldBe(HttpStatusCode.NotFound);
        (denied["code"], denied["detail"]).ShouldBe((absent["code"], absent["detail"]));
        absent.Status.ShouldBe(HttpStatusCode.NotFound);
        using var cleo = node.Browse();
        await cleo.SignInAsync("cleo", TestNode.Password);
        var page = await cleo.OpenAsync($"/records/{dispatch}");
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await cleo.OpenAsync("/records/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_kind_that_no_module_knows_is_shown_and_of_its_references_only_those_that_are_for_the_reader()
    {
        var secret = RecordId.Parse(await Anna.ReleaseAsync(Cleo.Post, "Not for Bo"));
        var riddle = await RiddleAsync(secret, dispatch);

        var page = await bo.TextAsync($"/records/{riddle}");

        page.ShouldContain("No part of this program knows this kind.");
        page.ShouldContain($"href=\"/records/{dispatch}\"");
        page.ShouldContain("Berthing fees</a>");
        page.ShouldNotContain(secret.ToString());
        page.ShouldNotContain("Not for Bo");
        (await Bo.GetAsync($"/records/{riddle}")).Body.ToString().ShouldNotContain(secret.ToString());
    }

    [Fact]
    public async Task a_track_leads_to_the_records_that_say_what_happened()
    {
        await Bo.PostAsync($"/dispatches/{dispatch}/acknowledge", new { });
        var page = await bo.TextAsync($"/dispatches/{dispatch}");
        page.ShouldContain($"href=\"/records/{dispatch}\">Released by");
        var acknowledgement = page.Split("href=\"/records/acknowledgement--")[1].Split('"')[0];
        var record = await bo.TextAsync($"/records/acknowledgement--{acknowledgement}");
        record.ShouldContain("Acknowledgement of TST-");
        record.ShouldContain($"href=\"/records/{dispatch}\"");
    }

    [Fact]
    public async Task an_entry_of_the_directory_is_for_the_whole_network()
    {
        var page = await bo.TextAsync($"/records/{Bo.Post}");
        page.ShouldContain("Desk, Office bo</h1>");
        page.ShouldContain("<b>the whole network</b>");
    }

    private async Task<RecordId> RiddleAsync(params RecordId[] about)
    {
        var (maker, ledger) = (node.Get<RecordMaker>(), node.Get<Ledger>());
        var first = (await ledger.RunAsync(t => t.Current(dispatch)))!;
        var references = new List<RecordReference>();
        foreach (var id in about)
            references.Add((await ledger.RunAsync(t => t.Current(id)))!.ToReference());
        var intent = new RecordIntent(first.Header.Author, first.Header.Label, [Bo.Post])
        {
            References = [.. references],
        };
        var riddle = maker.First(maker.NewId("riddle"), intent, new { });
        (await ledger.CommitAsync(riddle)).Refusal.ShouldBeNull();
        return riddle.Header.Id;
    }

    private static IEnumerable<string?> Parties(Answered answer, string part, string list, string id) =>
        answer
            .Body.GetProperty(part)
            .GetProperty(list)
            .EnumerateArray()
            .Select(party => party.GetProperty(id).GetString());
}
