using System.Text.Json;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Policies;
using Legation.Server.Accounts;
using Legation.Server.Events;
using Legation.Server.Tests.Dispatches;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Events;

/// <summary>
/// Cleo's stream was cut and goes on from a position: she is told what she may see now of what changed since, and that
/// something is to be read again if it is hers no longer.
/// </summary>
public sealed class ReconnectTests : TwoPersons
{
    [Fact]
    public async Task what_was_raised_and_lowered_between_is_told_and_nothing_is_lost()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        var last = await PositionAsync();
        await RelabelAsync(Anna, id, "RESTRICTED");
        await LowerAsync(id);

        var told = await ToldAsync(last);

        told.ShouldContain(new StreamEvent("dispatches", id, "dispatch"));
        told.ShouldNotContain(one => one.Name == "access");
    }

    [Fact]
    public async Task what_was_hers_only_between_is_to_be_read_again_and_its_id_is_not_told()
    {
        var id = await ReleasedAsync("RESTRICTED");
        var last = await PositionAsync();
        await LowerAsync(id);
        await RelabelAsync(Anna, id, "RESTRICTED");

        await LosesAsync(last, id);
    }

    [Fact]
    public async Task what_was_hers_only_between_two_looks_at_the_commits_is_not_told_either()
    {
        var changes = Node.Get<VisibleChanges>();
        using var listener = changes.Listen();
        var id = await ReleasedAsync("UNCLASSIFIED");
        await RelabelAsync(Anna, id, "RESTRICTED");

        var cleo = Node.Get<AccountPrincipals>().Of(Node.Get<AccountRegister>().Find("cleo")!);
        var sighting = changes.Of(cleo, listener.Take()!, Node.Get<EventStreams>().Kinds);

        sighting.Seen.ShouldNotContain(RecordId.Parse(id));
        sighting.HasLost.ShouldBeTrue();
    }

    [Fact]
    public async Task what_was_raised_is_to_be_read_again_and_its_id_is_not_told()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        var last = await PositionAsync();
        await RelabelAsync(Anna, id, "RESTRICTED");

        await LosesAsync(last, id);
    }

    [Fact]
    public async Task what_its_author_raised_by_a_later_version_is_to_be_read_again_and_its_id_is_not_told()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        var last = await PositionAsync();
        await ReviseAsync(id, "RESTRICTED");

        await LosesAsync(last, id);
    }

    [Fact]
    public async Task of_what_was_never_hers_she_is_told_nothing()
    {
        var id = await ReleasedAsync("RESTRICTED");
        var last = await PositionAsync();
        await RelabelAsync(Anna, id, "CONFIDENTIAL");
        await ReviseAsync(await ReleasedAsync("RESTRICTED"), "CONFIDENTIAL");
        await Bo.PostAsync($"/dispatches/{id}/acknowledge", new { });

        (await ToldAsync(last)).ShouldBeEmpty();
    }

    [Fact]
    public async Task what_she_was_told_already_is_not_told_again()
    {
        var id = await ReleasedAsync("UNCLASSIFIED");
        using var stream = await OpenStream.OpenAsync(Cleo.Http);
        await RelabelAsync(Anna, id, "RESTRICTED");
        while ((await stream.NextAsync()).ShouldNotBeNull().Name != "access") { }

        (await ToldAsync(await PositionAsync())).ShouldBeEmpty();
    }

    [Fact]
    public async Task who_was_granted_it_is_told_what_relabelled_it_too()
    {
        var id = await ReleasedAsync("RESTRICTED", [Bo]);
        await LowerAsync(id);
        using var stream = await OpenStream.OpenAsync(Cleo.Http);
        var last = stream.Position;
        await Bo.PostAsync($"/dispatches/{id}/forward", new { to = new[] { Cleo.Post.ToString() } });
        var live = new List<StreamEvent>();
        while (live.Count < 3)
            live.Add((await stream.NextAsync())!);

        live.ShouldContain(one => one.Kind == "relabel");
        (await ToldAsync(last)).ShouldBe(live, ignoreOrder: true);
    }

    [Fact]
    public async Task a_position_of_another_capacity_says_to_read_again()
    {
        var now = Node.Clock.GetUtcNow();
        var asked = new Deputyship(default, "cleo", "bo", now, now + TimeSpan.FromDays(1), "Leave", "");
        await Node.Get<Deputyships>().AppointAsync(asked);
        var last = await PositionAsync();
        Cleo.Http.DefaultRequestHeaders.Add(ActingHeader.Name, "bo");
        await ReadsAgainAsync(last);
        var acting = await PositionAsync();
        Cleo.Http.DefaultRequestHeaders.Remove(ActingHeader.Name);
        await ReadsAgainAsync(acting);
    }

    [Fact]
    public async Task a_position_under_another_policy_says_to_read_again()
    {
        var last = await PositionAsync();
        await Node.IssuePolicyAsync(_ => { });
        await Node.Get<PolicyRegister>().AcceptAsync("LEGATION-DEMO", 2, "");
        await ReadsAgainAsync(last);
    }

    private async Task LosesAsync(string last, string id)
    {
        var told = await ToldAsync(last);
        told.Count(one => one.Name == "access").ShouldBe(1);
        told.ShouldNotContain(one => one.Record == id);
    }

    private async Task ReadsAgainAsync(string last)
    {
        using var stream = await OpenStream.OpenAsync(Cleo.Http, last);
        (await stream.NextAsync()).ShouldNotBeNull().Name.ShouldBe("access");
    }

    private async Task<string> PositionAsync()
    {
        using var stream = await OpenStream.OpenAsync(Cleo.Http);
        return stream.Position!;
    }

    // Whatever comes before a dispatch that is released afterwards.
    private async Task<List<StreamEvent>> ToldAsync(string? last)
    {
        using var stream = await OpenStream.OpenAsync(Cleo.Http, last);
        var after = await Anna.ReleaseAsync(Cleo.Post, "Afterwards");
        var told = new List<StreamEvent>();
        while ((await stream.NextAsync()).ShouldNotBeNull() is var one && one.Record != after)
            told.Add(one);
        return told;
    }

    private async Task LowerAsync(string id)
    {
        var proposed = await RelabelAsync(Anna, id, "UNCLASSIFIED");
        (await ApproveAsync(Bo, proposed["id"])).Status.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    private async Task ReviseAsync(string id, string classification)
    {
        var ledger = Node.Get<Ledger>();
        var before = (await ledger.RunAsync(t => t.Current(RecordId.Parse(id))))!;
        var label = before.Header.Label with { Classification = classification };
        var intent = new RecordIntent(before.Header.Author, label, before.Header.Audience);
        var body = RecordMaker.ReadBody<JsonElement>(before);
        (await ledger.CommitAsync(Node.Get<RecordMaker>().Next(before, intent, body))).Refusal.ShouldBeNull();
    }
}
