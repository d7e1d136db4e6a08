using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Policies;
using Legation.Tests.Modules.Support;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records.Policies;

/// <summary>Policies that peers bring, and what it takes for one to count.</summary>
public sealed class PolicyRegisterTests : IAsyncDisposable
{
    private readonly Peer self = new(1);
    private readonly Peer peer = new(2);
    private readonly Peer stranger = new(3);
    private readonly ReceivingNode node;

    public PolicyRegisterTests() => node = new ReceivingNode(self, peer, stranger);

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        self.Dispose();
        peer.Dispose();
        stranger.Dispose();
    }

    private PolicyRegister Register => node.Get<PolicyRegister>();

    private LabelPolicy Counting => node.Get<AcceptedPolicies>().Current.Find(DemoPolicy.Id)!;

    [Fact]
    public async Task a_policy_that_has_come_counts_once_it_is_accepted()
    {
        (await ArriveAsync(peer, 2)).Refusal.ShouldBeNull();
        Counting.Version.ShouldBe(1);
        Register.Find(DemoPolicy.Id)!.Offered!.Policy.Version.ShouldBe(2);

        (await Register.AcceptAsync("legation-demo", 2, "officer")).Refusal.ShouldBeNull();

        Counting.Version.ShouldBe(2);
        Register.Find(DemoPolicy.Id)!.Offered.ShouldBeNull();
        Register.Find(DemoPolicy.Id)!.Accepted!.By.ShouldBe("officer");
    }

    [Fact]
    public async Task what_people_may_read_is_decided_again_when_another_version_is_accepted()
    {
        var label = new Label
        {
            Policy = DemoPolicy.Id,
            Classification = "UNCLASSIFIED",
            Categories = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(
                "releasableTo",
                ["ALLIANCE"]
            ),
            MembershipEpoch = 2,
        };
        await node.CommitAsync(self.Labelled(Drafts.Fixed("note", 1), label, Audiences.Everyone));
        await ArriveAsync(peer, 2, DemoPolicy.Joins);
        var reader = Reader("JPN");
        node.Get<ReadGateway>().Record(reader, Drafts.Fixed("note", 1)).ShouldBeNull();

        (await Register.AcceptAsync(DemoPolicy.Id, 2, "")).Refusal.ShouldBeNull();

        node.Get<ReadGateway>().Record(reader, Drafts.Fixed("note", 1)).ShouldNotBeNull();
    }

    [Fact]
    public async Task a_version_that_lowers_is_not_accepted_and_its_places_are_told()
    {
        await ArriveAsync(peer, 2, DemoPolicy.Opens);
        var refusal = (await Register.AcceptAsync(DemoPolicy.Id, 2, "")).Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe("policy-lowers");
        refusal.Sentence.ShouldContain("\n/tagSets/0/type: was restrictive and would be informative.");
        Counting.Version.ShouldBe(1);
    }

    [Fact]
    public async Task a_protection_that_ended_in_between_protects_still()
    {
        var gone = await ArriveAsync(peer, 2, json => json["tagSets"]!.AsArray().RemoveAt(0));
        gone.Refusal.ShouldBeNull();
        (await Register.AcceptAsync(DemoPolicy.Id, 2, "")).Refusal.ShouldBeNull();
        await ArriveAsync(peer, 3, DemoPolicy.Opens);
        (await Register.AcceptAsync(DemoPolicy.Id, 3, "")).Refusal!.Code.ShouldBe("policy-lowers");
    }

    [Fact]
    public async Task only_the_version_that_was_read_is_accepted_and_only_once()
    {
        (await Register.AcceptAsync(DemoPolicy.Id, 2, "")).Refusal!.Code.ShouldBe("policy-unknown");
        await ArriveAsync(peer, 2);
        await ArriveAsync(peer, 3);
        (await Register.AcceptAsync(DemoPolicy.Id, 2, "")).Refusal!.Code.ShouldBe("policy-not-newest");
        (await Register.AcceptAsync(DemoPolicy.Id, 3, "")).Refusal.ShouldBeNull();
        (await Register.AcceptAsync(DemoPolicy.Id, 3, "")).Refusal!.Code.ShouldBe("policy-accepted");
    }

    [Fact]
    public async Task a_policy_that_contradicts_itself_is_refused_at_the_door_with_place_and_rule()
    {
        var refused = await ArriveAsync(
            peer,
            2,
            json => json["memberships"]![0]!["groups"]!["ALLIANCE"]!.AsArray().Add("KOR"),
            json => json["tagSets"]![1]!["values"]![3]!["group"] = "ALLIANCE",
            json => json["tagSets"]![2]!["type"] = "optional"
        );
        refused.Outcome.ShouldBe(AppendOutcome.Refused);
        refused.Refusal!.Sentence.ShouldContain("/tagSets/2/type: must be restrictive, permissive or informative.");
    }

    [Theory]
    [InlineData(1, "policy-shipped")]
    [InlineData(2, "policy-version")]
    [InlineData(3, null)]
    public async Task versions_of_a_policy_count_up(int next, string? code)
    {
        await ArriveAsync(peer, 2);
        (await ArriveAsync(peer, next)).Refusal?.Code.ShouldBe(code);
    }

    [Fact]
    public async Task an_earlier_version_that_comes_late_changes_nothing()
    {
        var first = peer.Entry(Record(peer), DemoPolicy.Version(2));
        var second = peer.Next(first, DemoPolicy.Bytes(DemoPolicy.Version(3)));
        (await node.ArriveAsync(second)).Refusal.ShouldBeNull();
        (await node.ArriveAsync(first)).Refusal.ShouldBeNull();
        Register.Find(DemoPolicy.Id)!.Offered!.Policy.Version.ShouldBe(3);
    }

    [Fact]
    public async Task a_record_keeps_to_its_policy_and_a_policy_to_its_record()
    {
        await ArriveAsync(peer, 2);
        (await ArriveAsync(stranger, 3)).Refusal!.Code.ShouldBe("policy-id-taken");
        (await ArriveAsync(peer, 3, json => json["id"] = "OTHER")).Refusal!.Code.ShouldBe("policy-other-id");
    }

    [Fact]
    public async Task a_policy_for_some_is_refused()
    {
        var policy = peer.Labelled(Record(peer), Drafts.Restricted, self.Organisation);
        (await node.ArriveAsync(policy)).Refusal!.Code.ShouldBe("policy-audience");
    }

    [Fact]
    public async Task only_the_home_of_a_policy_issues_its_versions()
    {
        await ArriveAsync(peer, 2);
        var issued = await Register.IssueAsync(DemoPolicy.Bytes(DemoPolicy.Version(3)), "");
        issued.Refusal!.Code.ShouldBe("policy-not-home");
    }

    [Fact]
    public async Task a_new_version_of_a_policy_is_a_new_version_of_its_record()
    {
        var first = (await Register.IssueAsync(DemoPolicy.Bytes(DemoPolicy.Version(2)), "")).Value;
        var second = (await Register.IssueAsync(DemoPolicy.Bytes(DemoPolicy.Version(5)), "")).Value;
        second.Record.ShouldBe(first.Record);
        second.Policy.Version.ShouldBe(5);
        Counting.Version.ShouldBe(1);
        (await Register.IssueAsync(DemoPolicy.Bytes(DemoPolicy.Version(5)), "")).Refusal!.Code.ShouldBe(
            "policy-version"
        );
    }

    [Fact]
    public async Task a_policy_is_issued_to_all_whom_the_lowest_label_permits()
    {
        var issued = (await Register.IssueAsync(DemoPolicy.Bytes(DemoPolicy.Version(2)), "")).Value;
        foreach (var country in new[] { "ALLIANCE", "JPN", "KOR", "NZL", "AUS" })
            node.Get<ReadGateway>().Record(Reader(country), issued.Record).ShouldNotBeNull();
    }

    [Fact]
    public async Task new_labels_are_stamped_with_the_epoch_of_the_version_that_counts()
    {
        await ArriveAsync(peer, 2, DemoPolicy.Joins);
        await Register.AcceptAsync(DemoPolicy.Id, 2, "");
        var label = new Label { Policy = DemoPolicy.Id, Classification = "UNCLASSIFIED" };
        Counting.Complete(label, Drafts.Noon).MembershipEpoch.ShouldBe(2);
    }

    private static Principal Reader(string country) =>
        new(
            "reader",
            Drafts.Fixed("person", 8),
            Drafts.Fixed("post", 8),
            [],
            new Clearance
            {
                Policy = DemoPolicy.Id,
                Classifications = ["UNCLASSIFIED"],
                Categories = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(
                    "releasableTo",
                    [country]
                ),
            },
            Duties.None
        );

    private static RecordId Record(Peer home) => Drafts.Fixed("policy", home.Number);

    private async Task<AppendResult> ArriveAsync(Peer home, int version, params Action<JsonNode>[] changes)
    {
        var json = DemoPolicy.Version(
            version,
            policy =>
            {
                foreach (var change in changes)
                    change(policy);
            }
        );
        var known = await node.CurrentAsync(Record(home));
        return await node.ArriveAsync(
            known is null ? home.Entry(Record(home), json) : home.Next(known, DemoPolicy.Bytes(json))
        );
    }
}
