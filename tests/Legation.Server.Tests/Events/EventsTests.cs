using System.Net;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Policies;
using Legation.Server.Accounts;
using Legation.Server.Events;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Events;

/// <summary>The open stream tells what its reader may see, and nothing else, not even by when it tells.</summary>
public sealed class EventsTests : ThreeDesks
{
    private protected override async Task PrepareAsync()
    {
        await ClearAsync("anna", "UNCLASSIFIED", "RESTRICTED");
        await ClearAsync("bo", "UNCLASSIFIED", "RESTRICTED");
    }

    [Fact]
    public async Task of_what_the_reader_may_not_see_there_is_no_event()
    {
        using var stream = await OpenStream.OpenAsync(Bo.Http);
        await Anna.ReleaseAsync(Cleo.Post, "Not for bo");
        var seen = await Anna.ReleaseAsync(Bo.Post, "For bo");

        (await stream.NextAsync()).ShouldBe(new StreamEvent("dispatches", seen, "dispatch"));
    }

    [Fact]
    public async Task what_is_done_about_a_dispatch_is_told_too()
    {
        var dispatch = await Anna.ReleaseAsync(Bo.Post, "For bo");
        using var stream = await OpenStream.OpenAsync(Anna.Http);
        await Bo.PostAsync($"/dispatches/{dispatch}/acknowledge", new { });

        (await stream.NextAsync()).ShouldNotBeNull().Kind.ShouldBe("acknowledgement");
    }

    [Fact]
    public async Task a_dispatch_that_is_forwarded_is_told_to_whom_it_is_forwarded()
    {
        var dispatch = await Anna.ReleaseAsync(Bo.Post, "For bo");
        using var stream = await OpenStream.OpenAsync(Cleo.Http);
        var before = stream.Position;
        await Bo.PostAsync($"/dispatches/{dispatch}/forward", new { to = new[] { Cleo.Post.ToString() } });

        var live = new[] { await stream.NextAsync(), await stream.NextAsync() };
        live.Select(one => one!.Kind).ShouldBe(["grant", "dispatch"], ignoreOrder: true);

        using var again = await OpenStream.OpenAsync(Cleo.Http, before);
        new[] { await again.NextAsync(), await again.NextAsync() }.ShouldBe(live, ignoreOrder: true);
    }

    [Fact]
    public async Task when_the_clearance_is_taken_away_the_stream_says_so_and_then_nothing_above_it()
    {
        using var stream = await OpenStream.OpenAsync(Bo.Http);
        var before = await ReleasedAsync("RESTRICTED", [Bo]);
        (await stream.NextAsync()).ShouldNotBeNull().Record.ShouldBe(before);

        await ClearAsync("bo", "UNCLASSIFIED");
        (await stream.NextAsync()).ShouldNotBeNull().Name.ShouldBe("access");

        await ReleasedAsync("RESTRICTED", [Bo]);
        var permitted = await Anna.ReleaseAsync(Bo.Post, "Permitted");
        (await stream.NextAsync()).ShouldNotBeNull().Record.ShouldBe(permitted);
    }

    [Fact]
    public async Task other_duties_are_told()
    {
        using var stream = await OpenStream.OpenAsync(Bo.Http);
        await Node.Get<AccountRegister>().SetDutiesAsync("bo", Duties.None);
        (await stream.NextAsync()).ShouldNotBeNull().Name.ShouldBe("access");
    }

    [Fact]
    public async Task acts_about_others_are_not_told()
    {
        using var stream = await OpenStream.OpenAsync(Bo.Http);
        await Node.Get<AccountRegister>().SetDutiesAsync("anna", Duties.Write | Duties.Clear);
        var seen = await Anna.ReleaseAsync(Bo.Post, "For bo");
        (await stream.NextAsync()).ShouldNotBeNull().Record.ShouldBe(seen);
    }

    [Fact]
    public async Task another_policy_that_counts_is_told()
    {
        using var stream = await OpenStream.OpenAsync(Bo.Http);
        await Node.IssuePolicyAsync(_ => { });
        await Node.Get<PolicyRegister>().AcceptAsync("LEGATION-DEMO", 2, "");
        (await stream.NextAsync()).ShouldNotBeNull().Name.ShouldBe("access");
    }

    [Fact]
    public async Task the_stream_of_a_disabled_account_ends()
    {
        using var stream = await OpenStream.OpenAsync(Bo.Http);
        await Node.Get<AccountRegister>().DisableAsync("bo");
        await EndsAsync(stream);
    }

    [Fact]
    public async Task the_stream_of_a_token_that_is_revoked_ends()
    {
        var (id, secret) = await Node.Get<AccessTokens>().MakeAsync("bo", "another", TimeSpan.FromDays(1));
        using var stream = await OpenStream.OpenAsync(Node.Call(secret.Text));
        using var other = await OpenStream.OpenAsync(Bo.Http);
        await Node.Get<AccessTokens>().RevokeAsync(id);
        await EndsAsync(stream);
        var seen = await Anna.ReleaseAsync(Bo.Post, "For bo");
        (await other.NextAsync()).ShouldNotBeNull().Record.ShouldBe(seen);
    }

    [Fact]
    public async Task the_stream_of_a_token_that_expires_ends()
    {
        using var stream = await OpenStream.OpenAsync(Bo.Http);
        Node.Clock.Shift = TimeSpan.FromDays(1);
        await Node.Get<AccountRegister>().SetDutiesAsync("cleo", Duties.None);
        await EndsAsync(stream);
    }

    [Fact]
    public async Task the_stream_of_a_session_ends_with_it_and_tells_of_acting()
    {
        var now = Node.Clock.GetUtcNow();
        var asked = new Deputyship(default, "bo", "cleo", now, now + TimeSpan.FromDays(1), "Leave", "");
        var deputyship = (await Node.Get<Deputyships>().AppointAsync(asked)).Value;
        using var browser = Node.Browse();
        await browser.SignInAsync("bo", TestNode.Password);
        using var stream = await OpenStream.OpenAsync(browser.Http);

        await browser.SubmitAsync("/acting", ("Deputyship", deputyship.Id.ToString()));
        (await stream.NextAsync()).ShouldNotBeNull().Name.ShouldBe("access");
        var seen = await Anna.ReleaseAsync(Cleo.Post, "For cleo");
        (await stream.NextAsync()).ShouldNotBeNull().Record.ShouldBe(seen);

        await Node.Get<Deputyships>().EndAsync(deputyship.Id, "officer");
        (await stream.NextAsync()).ShouldNotBeNull().Name.ShouldBe("access");
        await browser.SubmitAsync("/sign-out");
        await EndsAsync(stream);
    }

    [Fact]
    public async Task whoever_comes_again_is_told_what_he_missed()
    {
        string? last;
        using (var stream = await OpenStream.OpenAsync(Bo.Http))
            last = stream.Position;
        await Anna.ReleaseAsync(Cleo.Post, "Not for bo");
        var missed = new[] { await Anna.ReleaseAsync(Bo.Post, "One"), await Anna.ReleaseAsync(Bo.Post, "Two") };

        using var again = await OpenStream.OpenAsync(Bo.Http, last);
        new[] { (await again.NextAsync())!.Record, (await again.NextAsync())!.Record }.ShouldBe(missed);
        var live = await Anna.ReleaseAsync(Bo.Post, "Three");
        (await again.NextAsync())!.Record.ShouldBe(live);
    }

    [Fact]
    public async Task a_position_that_was_given_to_another_or_for_other_rights_says_to_read_again()
    {
        using var stream = await OpenStream.OpenAsync(Bo.Http);
        using var cleos = await OpenStream.OpenAsync(Cleo.Http, stream.Position);
        (await cleos.NextAsync()).ShouldNotBeNull().Name.ShouldBe("access");

        await ClearAsync("bo", "UNCLASSIFIED");
        using var again = await OpenStream.OpenAsync(Bo.Http, stream.Position);
        (await again.NextAsync()).ShouldNotBeNull().Name.ShouldBe("access");
    }

    [Fact]
    public async Task an_account_has_so_many_streams_and_another_still_has_its_own()
    {
        var streams = new List<OpenStream>();
        for (var i = 0; i < EventSeats.OfAnAccount; i++)
            streams.Add(await OpenStream.OpenAsync(Bo.Http));
        using var refused = await OpenStream.AskAsync(Bo.Http);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        using var others = await OpenStream.OpenAsync(Cleo.Http);
        streams.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task without_sign_in_there_is_no_stream()
    {
        using var http = new HttpClient { BaseAddress = Node.Pages };
        using var refused = await OpenStream.AskAsync(http);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task EndsAsync(OpenStream stream)
    {
        (await stream.NextAsync()).ShouldNotBeNull().Name.ShouldBe("end");
        (await stream.NextAsync()).ShouldBeNull();
    }
}
