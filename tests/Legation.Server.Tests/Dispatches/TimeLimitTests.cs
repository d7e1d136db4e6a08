using System.Net;
using System.Text.Json;
using Legation.Organisations.Contracts;
using Legation.Organisations.Register;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>Headquarters gives the office a quarter of an hour for each report of the post.</summary>
public sealed class TimeLimitTests(TimeLimitNetwork limited) : IClassFixture<TimeLimitNetwork>
{
    private readonly RouteNetwork network = limited.Network;

    [Fact]
    public async Task what_nobody_clears_in_time_goes_on_and_says_so_to_all_who_have_it()
    {
        await limited.RuleAsync();
        var id = await limited.WaitingAsync("Nobody");

        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);

        var there = await RouteNetwork.ArrivesAsync(network.Lea, id);
        there["status"].ShouldBe("released");
        there["notClearedWithin"].ShouldBe("15");
        await TimeLimitNetwork.UntilAsync(network.Anneke, id, d => d["notClearedWithin"] == "15");
        foreach (var (node, name) in new[] { (network.Headquarters, "lea"), (network.Office, "mette") })
        {
            var page = await TimeLimitNetwork.PageAsync(node, name, $"/dispatches/{id}");
            page.ShouldContain("Not cleared in the 15 minutes that the route gives the office");
            page.ShouldContain("It went on under the route’s rule");
        }
        (await TimeLimitNetwork.ListAsync(network.Lea, "inbox")).Split($"\"{id}\"").Length.ShouldBe(2, "once");
    }

    [Fact]
    public async Task it_passes_to_the_deputies_of_the_office_first_each_of_whom_has_the_same_time()
    {
        await limited.RuleAsync(deputies: [limited.Ole.Post]);
        var id = await limited.WaitingAsync("Deputy");

        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);

        await TimeLimitNetwork.UntilAsync(
            limited.Ole,
            id,
            d =>
                d.Body.GetProperty("passedOn") is { ValueKind: JsonValueKind.Object } passed
                && passed.GetProperty("to").GetString() == limited.Ole.Post.ToString()
        );
        (await TimeLimitNetwork.PageAsync(network.Office, "ole", "/dispatches?box=to-clear")).ShouldContain(
            "yours since"
        );
        (await TimeLimitNetwork.PageAsync(network.Office, "ole", $"/dispatches/{id}")).ShouldContain("Passed to you");
        (await TimeLimitNetwork.PageAsync(network.Office, "ole", "/")).ShouldContain("Clear, passed to you: Deputy");
        (await TimeLimitNetwork.ListAsync(limited.Ole, "inbox")).ShouldNotContain(id);
        (await network.Lea.GetAsync($"/dispatches/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);
        (await RouteNetwork.ArrivesAsync(network.Lea, id))["notClearedWithin"].ShouldBe("30");
        TimeLimitNetwork.StepsOf(await network.Lea.GetAsync($"/dispatches/{id}")).ShouldNotContain("passed-on");
    }

    [Fact]
    public async Task what_the_rule_names_no_time_for_rests_until_it_is_cleared()
    {
        await limited.RuleAsync(new ClearanceLimits(Flash: 15));
        var routine = await limited.WaitingAsync("Routine");
        var flash = await limited.WaitingAsync("Flash", "flash");

        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);

        await RouteNetwork.ArrivesAsync(network.Lea, flash);
        var waits = await network.Mette.GetAsync($"/dispatches/{routine}");
        waits["status"].ShouldBe("awaiting-clearance");
        waits.Body.GetProperty("clearBy").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task headquarters_finds_under_today_that_it_came_without_clearance()
    {
        await limited.RuleAsync();
        var id = await limited.WaitingAsync("Nobody cleared it");
        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);
        await RouteNetwork.ArrivesAsync(network.Lea, id);
        await network.Lea.PostAsync($"/dispatches/{id}/acknowledge", new { });

        var today = await TimeLimitNetwork.PageAsync(network.Headquarters, "lea", "/");

        today.ShouldContain("<h2>Came without clearance ");
        today.ShouldNotContain("<h2>Clearance to follow ");
        today.ShouldContain("Nobody cleared it");
    }

    [Fact]
    public async Task after_it_has_gone_on_the_office_clears_it_still_and_does_not_return_it()
    {
        await limited.RuleAsync();
        var id = await limited.WaitingAsync("Late");
        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);
        await RouteNetwork.ArrivesAsync(network.Lea, id);
        (await TimeLimitNetwork.ListAsync(network.Mette, "to-clear")).ShouldContain(id);

        var returned = await network.Mette.PostAsync($"/dispatches/{id}/return", new { reason = "Say where." });
        var cleared = await network.Mette.PostAsync($"/dispatches/{id}/clear", new { });

        returned.Status.ShouldBe(HttpStatusCode.Conflict);
        cleared.Status.ShouldBe(HttpStatusCode.OK, cleared.Body.ToString());
        await TimeLimitNetwork.UntilAsync(network.Lea, id, d => TimeLimitNetwork.StepsOf(d).Contains("cleared"));
        (await network.Lea.GetAsync($"/dispatches/{id}"))["notClearedWithin"].ShouldBe("");
        (await TimeLimitNetwork.ListAsync(network.Mette, "to-clear")).ShouldNotContain(id);
        (await TimeLimitNetwork.ListAsync(network.Lea, "inbox")).Split($"\"{id}\"").Length.ShouldBe(2, "once");
    }

    [Fact]
    public async Task what_was_cleared_or_returned_in_time_does_not_lapse()
    {
        await limited.RuleAsync();
        var (cleared, returned) = (await limited.WaitingAsync("Cleared"), await limited.WaitingAsync("Returned"));
        await network.Mette.PostAsync($"/dispatches/{cleared}/clear", new { });
        await network.Mette.PostAsync($"/dispatches/{returned}/return", new { reason = "Say where." });
        var waits = await limited.WaitingAsync("Waits beside them");

        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);

        await RouteNetwork.ArrivesAsync(network.Lea, waits);
        foreach (var id in new[] { cleared, returned })
            TimeLimitNetwork.StepsOf(await network.Mette.GetAsync($"/dispatches/{id}")).ShouldNotContain("lapsed");
        (await network.Lea.GetAsync($"/dispatches/{returned}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task what_is_of_no_use_any_more_does_not_lapse()
    {
        await limited.RuleAsync();
        var report = network.Report("Of use for a while");
        report["noUseAfter"] = network.Post.Clock.GetUtcNow() + (TimeLimitNetwork.Limit / 2);
        var expired = await network.ReleasedAsync(report);
        await RouteNetwork.ArrivesAsync(network.Mette, expired);
        var waits = await limited.WaitingAsync("Waits beside it");

        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);

        await RouteNetwork.ArrivesAsync(network.Lea, waits);
        var there = await network.Mette.GetAsync($"/dispatches/{expired}");
        TimeLimitNetwork.StepsOf(there).ShouldNotContain("lapsed");
        there["status"].ShouldBe("awaiting-clearance");
    }

    [Fact]
    public async Task its_author_is_told_before_release_how_long_the_office_has()
    {
        await limited.RuleAsync(new ClearanceLimits(Routine: 90), [limited.Ole.Post]);
        using var browser = network.Post.Browse();
        await browser.SignInAsync("anneke", TestNode.Password);
        var draft = network.Report("Draft");
        draft.Remove("release");
        var id = (await network.Anneke.PostAsync("/dispatches", draft))["id"];

        var page = await browser.TextAsync($"/dispatches/{id}/edit");

        page.ShouldContain("If it does neither within 3 hours, it goes on without clearance.");
    }

    [Fact]
    public async Task the_office_is_shown_until_when_it_is_to_clear()
    {
        await limited.RuleAsync();

        var id = await limited.WaitingAsync("Due");

        await TimeLimitNetwork.UntilAsync(network.Mette, id, d => ClearBy(d) is not null);
        var seen = await network.Mette.GetAsync($"/dispatches/{id}");
        var left = ClearBy(seen)!.Value - network.Office.Clock.GetUtcNow();
        left.ShouldBeInRange(TimeSpan.FromMinutes(14), TimeLimitNetwork.Limit);
        (await TimeLimitNetwork.PageAsync(network.Office, "mette", $"/dispatches/{id}")).ShouldContain(
            "to be cleared by:"
        );
        (await TimeLimitNetwork.PageAsync(network.Office, "mette", "/dispatches?box=to-clear")).ShouldContain(
            "Clear by"
        );
    }

    [Fact]
    public async Task a_rule_that_comes_later_counts_for_what_rests_already()
    {
        await network.RuleAsync(new DirectoryDocument { Routes = [network.Route(network.OfficeId.ToString())] });
        var id = await limited.WaitingAsync("Earlier");
        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);

        await limited.RuleAsync();

        (await RouteNetwork.ArrivesAsync(network.Lea, id))["notClearedWithin"].ShouldBe("15");
    }

    [Fact]
    public async Task a_rule_that_ends_lets_nothing_go_on_any_more()
    {
        await limited.RuleAsync();
        var id = await limited.WaitingAsync("Stays");
        await TimeLimitNetwork.UntilAsync(network.Mette, id, d => ClearBy(d) is not null);

        await limited.RuleAsync(new ClearanceLimits(Flash: 15));
        var flash = await limited.WaitingAsync("Goes", "flash");
        await network.AgreedTimePassesAsync(TimeLimitNetwork.Limit);

        await RouteNetwork.ArrivesAsync(network.Lea, flash);
        (await network.Mette.GetAsync($"/dispatches/{id}"))["status"].ShouldBe("awaiting-clearance");
    }

    private static DateTimeOffset? ClearBy(Answered dispatch) =>
        dispatch.Body.GetProperty("clearBy") is { ValueKind: not JsonValueKind.Null } by
            ? by.GetDateTimeOffset()
            : null;
}
