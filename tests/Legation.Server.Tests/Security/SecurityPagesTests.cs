using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Audit;
using Legation.Records.Policies;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Security;

/// <summary>The security officer's pages, and that they are nobody else's.</summary>
public sealed class SecurityPagesTests : IAsyncLifetime
{
    private TestNode node = null!;
    private Browser officer = null!;

    public static TheoryData<string> Pages =>
        [
            "/security",
            "/security/clearances",
            "/security/clearances/anna",
            "/security/keys",
            "/security/decisions",
            "/security/what-if",
        ];

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        await node.AddUserAsync("anna", Duties.Write | Duties.Operate);
        await node.AddUserAsync("officer", Duties.Secure);
        officer = node.Browse();
        await officer.SignInAsync("officer", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        officer.Dispose();
        return node.DisposeAsync();
    }

    [Fact]
    public async Task keys_that_others_have_not_taken_are_shown_with_whose_cards_are_accepted()
    {
        await using var other = await TestNode.StartAsync();
        await node.LearnAsync(other);
        var link = (await node.Get<Links>().AddAsync(other.Get<NodeIdentity>().Id, carriesTheRest: true)).Value;
        await node.Get<Links>().PauseAsync(link.Id);
        (await node.Get<KeyChange>().StartAsync(signing: true, tls: true)).Refusal.ShouldBeNull();

        var page = await officer.TextAsync("/security/keys");

        page.ShouldContain("Liaison Office Test has not taken them: waits");
        page.ShouldContain(NodeCards.Read(other.Get<NodeCards>().Own()).Value.Fingerprint);
        page.ShouldContain("announced");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task for_everybody_else_the_pages_do_not_exist(string page)
    {
        using var anna = node.Browse();
        await anna.SignInAsync("anna", TestNode.Password);
        (await anna.OpenAsync(page)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await anna.TextAsync("/")).ShouldNotContain("href=\"/security\"");
        (await officer.OpenAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await officer.TextAsync("/")).ShouldContain("href=\"/security\"");
    }

    [Fact]
    public async Task a_policy_that_waits_is_shown_with_what_changes_and_counts_once_it_is_accepted()
    {
        await node.IssuePolicyAsync(json =>
            json["tagSets"]![1]!["values"]!.AsArray().Add(JsonNode.Parse("""{ "name": "FJI", "title": "Fiji" }"""))
        );
        (await officer.TextAsync("/security")).ShouldContain("Releasable to has a new value: Fiji.");

        await SubmitAsync("accept-LEGATION-DEMO", ("Confirmed", "true"));

        node.Get<AcceptedPolicies>().Current.Find("LEGATION-DEMO")!.Version.ShouldBe(2);
        (await officer.TextAsync("/security")).ShouldContain("by officer");
        (await officer.TextAsync("/security/decisions?show=acts")).ShouldContain("Accept policy");
    }

    [Fact]
    public async Task a_policy_does_not_count_without_the_tick()
    {
        await node.IssuePolicyAsync(_ => { });
        var answer = await SubmitAsync("accept-LEGATION-DEMO");
        answer.ShouldContain("Tick this before you accept.");
        node.Get<AcceptedPolicies>().Current.Find("LEGATION-DEMO")!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task a_policy_that_lowers_is_shown_with_its_places_and_cannot_be_accepted()
    {
        await node.IssuePolicyAsync(json => json["tagSets"]![0]!["type"] = "informative");
        var page = await officer.TextAsync("/security");
        page.ShouldContain("/tagSets/0/type");
        page.ShouldNotContain("accept-LEGATION-DEMO");
    }

    [Fact]
    public async Task a_clearance_that_is_ticked_holds_from_the_next_request_on_and_is_journalled()
    {
        var form = await officer.FormAsync("/security/clearances/anna", "clearance");
        var answer = await officer.PostAsync(
            "/security/clearances/anna",
            form.Filled(
                ("Classifications", "UNCLASSIFIED"),
                ("Classifications", "SECRET"),
                ("Tags", "handling=CODEWORD QUIET TIDE")
            )
        );
        answer.Headers.Location!.PathAndQuery().ShouldBe("/security/clearances?changed=anna");
        (await officer.TextAsync("/security/clearances")).ShouldContain("UNCLASSIFIED, SECRET, Codeword QUIET TIDE");
        var acts = await officer.TextAsync("/security/decisions?show=acts");
        acts.ShouldContain("Account clearance");
        acts.ShouldContain("by: officer");
    }

    [Fact]
    public async Task a_clearance_of_a_node_is_changed_in_the_same_way()
    {
        var peer = await PeerAsync();
        var page = $"/security/clearances/{peer}";
        var form = await officer.FormAsync(page, "clearance");
        await officer.PostAsync(
            page,
            form.Filled(("Classifications", "UNCLASSIFIED"), ("Classifications", "RESTRICTED"))
        );
        node.Get<NodeCards>().ClearanceOf(peer)!.Classifications.ShouldBe(["UNCLASSIFIED", "RESTRICTED"]);
    }

    [Fact]
    public async Task what_would_be_lost_is_counted_by_label_and_nothing_is_changed()
    {
        await node.StaffAsync("bo");
        var lost = await officer.TextAsync("/security/what-if?who=bo&asked=true&classifications=UNCLASSIFIED");
        lost.ShouldContain("EXERCISE · ALLIANCE UNCLASSIFIED");
        lost.ShouldNotContain("Berthing fees");
        (
            await officer.TextAsync(
                "/security/what-if?who=bo&asked=true&classifications=UNCLASSIFIED&tags=releasableTo%3DALLIANCE"
            )
        ).ShouldContain("Nothing that may be read now would be lost.");
        node.Get<AccountRegister>().Find("bo")!.Clearance.ShouldContain("ALLIANCE");
    }

    [Fact]
    public async Task what_is_not_for_the_officer_is_not_counted()
    {
        var bo = (await node.StaffAsync("bo"))[0];
        var before = await officer.TextAsync("/security/what-if?who=bo&asked=true");
        await bo.ReleaseAsync(bo.Post, "Berthing fees");
        var after = await officer.TextAsync("/security/what-if?who=bo&asked=true");
        Browser.MainOf(after).ShouldBe(Browser.MainOf(before));
    }

    [Fact]
    public async Task a_label_that_is_not_for_the_officer_is_not_named()
    {
        await node.StaffAsync("bo");
        await node.Get<AccountRegister>()
            .SetClearanceAsync("officer", """{"policy":"TLP:2.0","classifications":["CLEAR"]}""", "");
        var lost = await officer.TextAsync("/security/what-if?who=bo&asked=true");
        lost.ShouldContain("Nothing that may be read now would be lost.");
        lost.ShouldNotContain("EXERCISE · ALLIANCE UNCLASSIFIED</th>");
    }

    [Fact]
    public async Task what_a_link_would_hold_back_is_counted_by_label()
    {
        var peer = await PeerAsync();
        (await node.Get<Links>().AddAsync(peer, carriesTheRest: true)).Refusal.ShouldBeNull();
        await node.StaffAsync("bo");
        var page = await officer.TextAsync($"/security/what-if?who={peer}&asked=true");
        page.ShouldContain("Would be held back");
        page.ShouldContain("EXERCISE · ALLIANCE UNCLASSIFIED</th>");
        (
            await officer.TextAsync(
                $"/security/what-if?who={peer}&asked=true&classifications=UNCLASSIFIED&tags=releasableTo%3DALLIANCE"
            )
        ).ShouldContain("Nothing that goes there now would be held back.");
    }

    [Fact]
    public async Task why_a_record_was_held_back_is_told_to_who_may_have_it_alone()
    {
        var peer = await PeerAsync();
        var bo = (await node.StaffAsync("bo"))[0];
        var dispatch = RecordId.Parse(await bo.ReleaseAsync(bo.Post, "Berthing fees"));
        foreach (var (record, why) in new[] { (dispatch, "a reason kept"), (bo.Post, "a reason told") })
            await node.Get<Ledger>()
                .RunAsync(t =>
                    t.Note(
                        EntryType.ReleaseDecision,
                        new
                        {
                            act = "release",
                            peer,
                            released = Array.Empty<long>(),
                            held = new[] { new { seq = t.CurrentApplied(record)!.Seq, why } },
                        }
                    )
                );
        var page = await officer.TextAsync("/security/decisions?show=held-back");
        page.ShouldContain($"href=\"/records/{bo.Post}\">Desk, Office bo</a>: a reason told");
        page.ShouldContain("A record that is not for you.");
        page.ShouldNotContain("a reason kept");
        (await officer.TextAsync("/security/decisions?show=released")).ShouldContain("The journal has no such entry.");
    }

    private async Task<RecordId> PeerAsync()
    {
        await using var other = await TestNode.StartAsync();
        var least = ClearanceText.Least(ShippedPolicies.LegationDemo);
        return (await node.Get<NodeCards>().AcceptAsync(other.Get<NodeCards>().Own(), least)).Value.Node;
    }

    private async Task<string> SubmitAsync(string form, params (string, string)[] filled)
    {
        var shown = await officer.FormAsync("/security", form);
        var answer = await officer.PostAsync("/security", shown.Filled(filled));
        return await answer.Content.ReadAsStringAsync();
    }
}
