using System.Collections.Immutable;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records;

/// <summary>A record says what label another has from now on.</summary>
public sealed class RelabellingTests : IAsyncDisposable
{
    private static readonly RecordId Id = Drafts.Fixed("memo", 1);
    private static readonly Principal Restricted = Cleared("UNCLASSIFIED", "RESTRICTED");
    private static readonly Principal Secret = Cleared("UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET");

    private readonly TestLedger node = new();
    private readonly HomeNode peer = new(2);
    private readonly SignedRecord memo;

    public RelabellingTests()
    {
        node.Trust(peer);
        memo = peer.First(Id, "one");
    }

    public ValueTask DisposeAsync()
    {
        peer.Dispose();
        node.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task a_record_raised_is_gone_for_whoever_may_not_have_the_label_that_is()
    {
        await node.Arrive(memo);
        (await ReadsAsync(Restricted)).ShouldBeTrue();

        await node.Arrive(Mark("1 SECRET"));

        (await ReadsAsync(Restricted)).ShouldBeFalse();
        (await ReadsAsync(Secret)).ShouldBeTrue();
    }

    [Fact]
    public async Task a_record_lowered_is_there_for_whoever_may_have_the_label_that_is()
    {
        var secret = peer.First(Id, "one", Drafts.Named("SECRET"));
        await node.Arrive(secret);

        await node.Arrive(Mark("1 RESTRICTED", secret));

        (await ReadsAsync(Restricted)).ShouldBeTrue();
    }

    [Fact]
    public async Task the_originators_label_stays_in_the_header_and_in_the_journal()
    {
        await node.Arrive(memo);
        await node.Arrive(Mark("1 SECRET"));

        var current = await node.Ledger.RunAsync(t => t.CurrentApplied(Id));

        current!.EffectiveLabel.ShouldBe(Drafts.Named("SECRET") with { Made = memo.Header.Made });
        current.Header.Label.ShouldBe(memo.Header.Label);
        node.Query("SELECT label FROM journal WHERE seq = 1", r => node.Interned.LabelAt(r.GetInt32(0)))
            .Single()
            .Classification.ShouldBe("RESTRICTED");
    }

    [Fact]
    public async Task what_relabels_may_come_before_what_it_relabels()
    {
        (await node.Arrive(Mark("1 SECRET"))).Outcome.ShouldBe(AppendOutcome.Held);

        await node.Arrive(memo);

        Label().ShouldBe("SECRET");
    }

    [Theory]
    [InlineData("1 SECRET", "2 CONFIDENTIAL")]
    [InlineData("2 CONFIDENTIAL", "1 SECRET")]
    public async Task the_highest_number_counts_whichever_came_last(string first, string second)
    {
        await node.Arrive(memo);

        await node.Arrive(Mark(first, number: 1));
        await node.Arrive(Mark(second, number: 2));

        Label().ShouldBe("CONFIDENTIAL");
    }

    [Theory]
    [InlineData("1 SECRET", "1 CONFIDENTIAL")]
    [InlineData("1 CONFIDENTIAL", "1 SECRET")]
    public async Task of_two_with_one_number_all_nodes_take_the_same(string first, string second)
    {
        await node.Arrive(memo);

        await node.Arrive(Mark(first, number: 1));
        await node.Arrive(Mark(second, number: 2));

        Label().ShouldBe("CONFIDENTIAL");
    }

    [Fact]
    public async Task a_later_version_has_the_label_that_its_author_gave_it()
    {
        await node.Arrive(memo);
        await node.Arrive(Mark("1 SECRET"));

        await node.Arrive(peer.Next(memo, "two", Drafts.Named("CONFIDENTIAL")));

        Label().ShouldBe("CONFIDENTIAL");
    }

    [Fact]
    public async Task what_is_said_of_an_earlier_version_changes_nothing_of_a_later()
    {
        await node.Arrive(memo);
        await node.Arrive(peer.Next(memo, "two"));

        await node.Arrive(Mark("1 SECRET"));

        Label().ShouldBe("RESTRICTED");
    }

    [Fact]
    public async Task what_is_said_of_a_version_counts_when_that_version_comes()
    {
        var second = peer.Next(memo, "two");
        await node.Arrive(memo);
        await node.Arrive(Mark("1 SECRET", second));
        Label().ShouldBe("RESTRICTED");

        await node.Arrive(second);

        Label().ShouldBe("SECRET");
    }

    [Fact]
    public async Task it_is_remembered_over_a_restart()
    {
        await node.Arrive(memo);
        await node.Arrive(Mark("1 SECRET"));

        node.Reopen();

        Label().ShouldBe("SECRET");
        (await ReadsAsync(Restricted)).ShouldBeFalse();
        (await node.Ledger.RunAsync(t => t.NextRelabelling(memo))).ShouldBe(2);
    }

    [Fact]
    public async Task a_rebuild_ends_in_the_same_label()
    {
        await node.Arrive(memo);
        await node.Arrive(Mark("1 SECRET"));

        await node.Ledger.RebuildAsync("memos");

        Label().ShouldBe("SECRET");
    }

    [Fact]
    public async Task a_record_relabelled_behind_the_replay_has_its_label_in_what_it_makes()
    {
        await node.Arrive(memo);
        await Task.WhenAll(
            Enumerable.Range(10, 2100).Select(n => node.Arrive(peer.First(Drafts.Fixed("memo", n), $"{n}")))
        );
        var parts = new List<double>();
        Task<AppendResult>? relabelled = null;

        await node.Ledger.RebuildAsync(
            "memos",
            new AtOnce(part =>
            {
                parts.Add(part);
                relabelled ??= node.Arrive(Mark("1 SECRET"));
            })
        );

        parts[0].ShouldBeLessThan(1, "the replay had passed the memo and was not done");
        (await relabelled!).Outcome.ShouldBe(AppendOutcome.Stored);
        Label().ShouldBe("SECRET");
    }

    [Fact]
    public async Task whoever_is_granted_the_record_gets_what_relabels_it_in_either_order()
    {
        await node.Arrive(memo);
        await node.Arrive(Share(1));
        var late = Mark("1 SECRET", number: 1);
        await node.Arrive(late);
        var other = peer.First(Drafts.Fixed("memo", 2), "two");
        await node.Arrive(other);
        var early = Mark("1 SECRET", other, 2);
        await node.Arrive(early);
        await node.Arrive(Share(2, other));

        foreach (var mark in new[] { late, early })
            (await node.Ledger.RunAsync(t => t.AudienceOf(mark.Header.Id))).ShouldContain(Drafts.Fixed("office", 9));
    }

    [Fact]
    public async Task a_label_that_could_not_be_read_back_is_refused_and_nothing_of_it_stays()
    {
        await node.Arrive(memo);

        var result = await node.Arrive(Mark("1 SECRET A B C D E F G H I"));

        result.Refusal.ShouldNotBeNull().Code.ShouldBe("cannot-apply");
        Label().ShouldBe("RESTRICTED");
        node.Count("relabelling").ShouldBe(0);
    }

    [Fact]
    public async Task an_act_that_fails_leaves_neither_the_record_nor_what_it_does()
    {
        var own = node.Node.First(Id, "one");
        await node.Ledger.CommitAsync(own);
        var mark = node.Node.First(Drafts.Fixed("mark", 1), "1 SECRET", about: own.ToReference());

        await Should.ThrowAsync<InvalidOperationException>(() =>
            node.Ledger.RunAsync<bool>(t =>
            {
                t.Append(mark);
                throw new InvalidOperationException("The act fails after it was done.");
            })
        );

        Label().ShouldBe("RESTRICTED");
        (await ReadsAsync(Restricted)).ShouldBeTrue();
        node.Count("relabelling").ShouldBe(0);
        node.Count("journal").ShouldBe(2, "the memo, and that it was read");
    }

    [Fact]
    public async Task a_version_that_was_raised_is_not_read_by_who_may_have_its_correction_alone()
    {
        var raised = (await node.Arrive(memo)).Seq;
        await node.Arrive(Mark("1 SECRET"));
        var corrected = peer.Next(memo, "two", Drafts.Named("SECRET"));
        await node.Arrive(corrected);
        await node.Arrive(Mark("2 RESTRICTED", corrected, number: 2));
        await using var audit = new ReadAudit(node.Ledger);
        var gateway = Gateway(audit);

        gateway.Record(Restricted, Id).ShouldNotBeNull().Header.Version.ShouldBe(2);
        gateway.At(Restricted, raised).ShouldBeNull();
        gateway.At(Secret, raised).ShouldNotBeNull().Relabelled!.Classification.ShouldBe("SECRET");
    }

    private SignedRecord Mark(string said, SignedRecord? about = null, int number = 1) =>
        peer.First(Drafts.Fixed("mark", number), said, about: (about ?? memo).ToReference());

    private SignedRecord Share(int number, SignedRecord? about = null) =>
        peer.First(Drafts.Fixed("share", number), about: (about ?? memo).ToReference());

    private string Label() =>
        node.ShownTo().Single(row => row.StartsWith($"{Id} ", StringComparison.Ordinal)).Split(' ')[1];

    private static Principal Cleared(params string[] classifications) =>
        new(
            "reader",
            Drafts.Fixed("person", 1),
            Drafts.Fixed("post", 1),
            [Drafts.Fixed("organisation", 4)],
            new Clearance
            {
                Policy = "LEGATION-DEMO",
                Classifications = [.. classifications],
                Categories = new Dictionary<string, System.Collections.Immutable.ImmutableArray<string>>
                {
                    ["releasableTo"] = ["ALLIANCE"],
                }.ToImmutableSortedDictionary(),
            },
            Duties.None
        );

    /// <summary>As a page does: in the list, by id, and by words of the text.</summary>
    private async Task<bool> ReadsAsync(Principal principal)
    {
        await using var audit = new ReadAudit(node.Ledger);
        var gateway = Gateway(audit);
        using var db = gateway.Open<MemoContext>(principal, (options, viewer) => new MemoContext(options, viewer));
        bool[] seen =
        [
            db.Newest("memo", db.Memos, null, 5).Count > 0,
            db.Bodies.Any(body => body.Text == "one"),
            gateway.Record(principal, Id) is not null,
        ];
        return seen.Distinct().Single();
    }

    private ReadGateway Gateway(ReadAudit audit)
    {
        var policies = new AcceptedPolicies(new LabelPolicies(ShippedPolicies.LegationDemo));
        return new ReadGateway(node.Store, node.Ledger, new AccessRule(node.Interned, policies, node.Clock), audit);
    }

    private sealed class AtOnce(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
