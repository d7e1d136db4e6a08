using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Records.Signing;
using Legation.Tests.Records.Support;
using Microsoft.EntityFrameworkCore;

namespace Legation.Tests.Records.Access;

public sealed class AccessTests : IAsyncDisposable
{
    private static readonly string[] Classifications = ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"];
    private static readonly string[] Countries = ["AUS", "JPN", "KOR", "NZL"];
    private static readonly AcceptedPolicies Policies = new(new LabelPolicies(ShippedPolicies.LegationDemo));

    private static readonly ImmutableArray<RecordId> Parties =
    [
        .. Enumerable.Range(1, 5).Select(n => Drafts.Fixed("office", n)),
        Audiences.Everyone,
    ];

    private static readonly Gen<Label> Labels = Gen.Select(
        One(Classifications),
        One([.. Countries, "ALLIANCE"]).HashSet[1, 3],
        One("", "CODEWORD QUIET TIDE"),
        (classification, releasable, handling) =>
            ShippedPolicies.LegationDemo.Complete(
                new Label
                {
                    Policy = "LEGATION-DEMO",
                    Classification = classification,
                    Categories = Categories(
                        ("releasableTo", [.. releasable]),
                        ("handling", handling == "" ? [] : [handling])
                    ),
                },
                Drafts.Noon
            )
    );

    private static readonly Gen<ImmutableArray<RecordId>> SomeParties = One([.. Parties])
        .HashSet[0, 3]
        .Select(set => set.ToImmutableArray());

    private static readonly Gen<Principal> Principals = Gen.Select(
        One(Classifications).HashSet[0, 4],
        One([.. Countries, "ALLIANCE"]).HashSet[0, 3],
        Gen.Bool,
        SomeParties,
        (classifications, releasable, codeword, parties) =>
            Principal(
                new Clearance
                {
                    Policy = "LEGATION-DEMO",
                    Classifications = [.. classifications],
                    Categories = Categories(
                        ("releasableTo", [.. releasable]),
                        ("handling", codeword ? ["CODEWORD QUIET TIDE"] : [])
                    ),
                },
                parties
            )
    );

    private readonly TestLedger node = new();
    private readonly AccessRule rule;
    private readonly ReadAudit audit;
    private readonly ReadGateway gateway;

    public AccessTests()
    {
        rule = new AccessRule(node.Interned, Policies, node.Clock);
        audit = new ReadAudit(node.Ledger);
        gateway = new ReadGateway(node.Store, node.Ledger, rule, audit);
    }

    public async ValueTask DisposeAsync()
    {
        await audit.DisposeAsync();
        node.Dispose();
    }

    [Fact]
    public void lists_show_exactly_what_the_rule_permits()
    {
        var number = 0;
        Gen.Select(Gen.Select(Labels, SomeParties).Array[5, 20], Principals.Array[20])
            .Sample(
                (records, principals) =>
                {
                    foreach (var (label, audience) in records)
                        Commit(++number, label, audience);
                    foreach (var principal in principals)
                        ListOf(principal).ShouldBe(PermittedTo(principal));
                },
                iter: 15,
                threads: 1
            );
    }

    [Fact]
    public void the_rule_is_label_and_audience()
    {
        var made = new Dictionary<string, (Label Label, ImmutableArray<RecordId> Audience)>();
        Gen.Select(Labels, SomeParties, Principals.Array[20])
            .Sample(
                (label, audience, principals) =>
                {
                    var text = made.Count.ToString(CultureInfo.InvariantCulture);
                    Commit(made.Count, label, audience);
                    made.Add(text, (label, audience));
                    foreach (var principal in principals)
                        ListOf(principal)
                            .ShouldBe(
                                made.Where(m =>
                                        Policies
                                            .Current.Decide(m.Value.Label, principal.Clearance, Drafts.Noon)
                                            .Permitted
                                        && m.Value.Audience.Intersect(principal.Parties.Add(Audiences.Everyone)).Any()
                                    )
                                    .Select(m => m.Key)
                            );
                },
                iter: 30,
                threads: 1
            );
    }

    [Fact]
    public void one_without_permitted_labels_sees_nothing()
    {
        Commit(1, Drafts.Named("UNCLASSIFIED"), Parties);

        var nobody = Principal(new Clearance { Policy = "LEGATION-DEMO", Classifications = [] }, Parties);

        ListOf(nobody).ShouldBeEmpty();
        gateway.Record(nobody, Drafts.Fixed("memo", 1)).ShouldBeNull();
    }

    [Fact]
    public void one_of_no_party_sees_nothing_but_what_is_for_everyone()
    {
        Commit(1, Drafts.Named("UNCLASSIFIED"), Parties[..5]);
        Commit(2, Drafts.Named("UNCLASSIFIED"), [Audiences.Everyone]);

        ListOf(Cleared("UNCLASSIFIED", [])).ShouldBe(["2"]);
    }

    [Fact]
    public void counts_do_not_count_what_one_may_not_see()
    {
        Commit(1, Drafts.Named("RESTRICTED"), Parties);
        Commit(2, Drafts.Named("SECRET"), Parties);

        using var memos = Open(Cleared("RESTRICTED", Parties));

        memos.Memos.Count().ShouldBe(1);
        memos.Memos.Any(m => m.Text == "2").ShouldBeFalse();
        memos.Memos.Max(m => m.Seq).ShouldBe(1);
        memos.Memos.Find(2L).ShouldBeNull();
    }

    [Fact]
    public void a_search_does_not_find_what_one_may_not_see()
    {
        Commit(1, Drafts.Named("RESTRICTED"), Parties);
        Commit(2, Drafts.Named("SECRET"), Parties);

        using var memos = Open(Cleared("RESTRICTED", Parties));

        memos
            .Bodies.Where(b => EF.Functions.Like(b.Text, "%1%") || EF.Functions.Like(b.Text, "%2%"))
            .Select(b => b.Seq)
            .ShouldBe([1L]);
        memos.Bodies.Count(b => EF.Functions.Like(b.Text, "%2%")).ShouldBe(0);
    }

    [Fact]
    public void a_search_finds_newest_versions_only()
    {
        var first = node.Node.First(Drafts.Fixed("memo", 1), "before", Drafts.Named("RESTRICTED"), Parties);
        Commit(first);
        Commit(node.Node.Next(first, "after"));

        using var memos = Open(Cleared("RESTRICTED", Parties));

        memos.Bodies.Select(b => b.Seq).ShouldBe([2L]);
    }

    [Fact]
    public async Task a_body_that_is_no_json_does_not_break_the_search()
    {
        using var peer = new HomeNode(8);
        node.Trust(peer);
        await node.Arrive(peer.First(Drafts.Fixed("unheard-of", 1), "\"", Drafts.Named("RESTRICTED"), Parties));
        Commit(2, Drafts.Named("RESTRICTED"), Parties);

        using var memos = Open(Cleared("RESTRICTED", Parties));

        memos.Bodies.Count(b => EF.Functions.Like(b.Text, "%2%")).ShouldBe(1);
    }

    [Fact]
    public void the_other_side_of_a_join_is_filtered_too()
    {
        Commit(1, Drafts.Named("RESTRICTED"), Parties);
        Commit(2, Drafts.Named("SECRET"), Parties);
        using var memos = Open(Cleared("RESTRICTED", Parties));

        var pairs = from memo in memos.Memos join body in memos.Bodies on 3 - memo.Seq equals body.Seq select body.Text;

        pairs.ShouldBeEmpty();
    }

    [Fact]
    public void a_label_that_appears_is_judged_at_the_next_request()
    {
        var principal = Cleared("CONFIDENTIAL", Parties);
        ListOf(principal).ShouldBeEmpty();

        Commit(1, Drafts.Named("CONFIDENTIAL"), Parties);

        ListOf(principal).ShouldBe(["1"]);
    }

    [Fact]
    public async Task a_number_given_out_by_lost_work_decides_nothing()
    {
        var principal = Cleared("RESTRICTED", Parties);
        await Should.ThrowAsync<InvalidDataException>(() =>
            node.Ledger.RunAsync<bool>(t =>
            {
                t.Append(node.Node.First(Drafts.Fixed("memo", 1), "1", Drafts.Named("RESTRICTED"), Parties));
                ListOf(principal).ShouldBeEmpty();
                throw new InvalidDataException();
            })
        );

        Commit(2, Drafts.Named("SECRET"), Parties);

        ListOf(principal).ShouldBeEmpty();
    }

    [Fact]
    public void what_was_marked_before_a_value_was_retired_stays_readable()
    {
        var json = """
            { "id": "P", "version": 1, "name": "P", "marking": "P", "tagSets": [],
              "classifications": [{ "name": "OPEN", "hierarchy": 1, "colour": "u", "retired": "2026-06-01T00:00:00Z" }] }
            """;
        var policy = LabelPolicy.Parse(System.Text.Encoding.UTF8.GetBytes(json)).Policy.ShouldNotBeNull();
        Commit(1, new Label { Policy = "P", Classification = "OPEN" }, Parties);
        node.Clock.Now = Drafts.Noon.AddYears(1);
        var later = new AccessRule(node.Interned, new AcceptedPolicies(new LabelPolicies(policy)), node.Clock);

        var viewer = later.ViewerFor(Principal(new Clearance { Policy = "P", Classifications = ["OPEN"] }, Parties));

        viewer.Key.ShouldStartWith("01|");
    }

    [Fact]
    public void a_record_is_opened_by_whom_the_rule_permits()
    {
        Commit(1, Drafts.Named("SECRET"), Parties[..1]);
        var id = Drafts.Fixed("memo", 1);

        gateway.Record(Cleared("SECRET", Parties[..1]), id).ShouldNotBeNull().Header.Id.ShouldBe(id);
        gateway.Record(Cleared("SECRET", Parties[1..2]), id).ShouldBeNull();
        gateway.Record(Cleared("RESTRICTED", Parties[..1]), id).ShouldBeNull();
    }

    [Fact]
    public async Task a_record_that_is_held_does_not_exist_for_anyone()
    {
        using var stranger = new HomeNode(9);
        await node.Arrive(stranger.First(Drafts.Fixed("memo", 1), "1", Drafts.Named("RESTRICTED"), Parties));

        var principal = Cleared("RESTRICTED", Parties);

        gateway.Record(principal, Drafts.Fixed("memo", 1)).ShouldBeNull();
        using var memos = Open(principal);
        memos.Bodies.ShouldBeEmpty();
    }

    [Fact]
    public void a_row_that_carries_no_label_cannot_be_mapped()
    {
        using var context = gateway.Open<Careless>(Cleared("SECRET", Parties), (o, v) => new Careless(o, v));

        Should.Throw<InvalidOperationException>(() => context.Model);
    }

    private static Gen<T> One<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    private static Principal Cleared(string classification, ImmutableArray<RecordId> parties) =>
        Principal(
            new Clearance
            {
                Policy = "LEGATION-DEMO",
                Classifications = [classification],
                Categories = Categories(("releasableTo", ["ALLIANCE"])),
            },
            parties
        );

    private static Principal Principal(Clearance clearance, ImmutableArray<RecordId> parties) =>
        new("reader", Drafts.Fixed("person", 1), Drafts.Fixed("post", 1), parties, clearance, Duties.None);

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Categories(
        params (string Key, ImmutableArray<string> Values)[] sets
    ) => sets.Where(s => !s.Values.IsEmpty).ToImmutableSortedDictionary(s => s.Key, s => s.Values);

    private List<string> ListOf(Principal principal)
    {
        using var memos = Open(principal);
        return [.. memos.Memos.OrderBy(m => m.Seq).Select(m => m.Text)];
    }

    private List<string> PermittedTo(Principal principal) =>
        node.Query(
                "SELECT label, audience, text FROM p_memo ORDER BY seq",
                r => (Label: r.GetInt32(0), Audience: r.GetInt32(1), Text: r.GetString(2))
            )
            .Where(row => rule.Permits(principal, row.Label, row.Audience))
            .Select(row => row.Text)
            .ToList();

    private MemoContext Open(Principal principal) =>
        gateway.Open<MemoContext>(principal, (o, v) => new MemoContext(o, v));

    private void Commit(int number, Label label, ImmutableArray<RecordId> audience) =>
        Commit(
            node.Node.First(
                Drafts.Fixed("memo", number),
                number.ToString(CultureInfo.InvariantCulture),
                label,
                audience
            )
        );

    private void Commit(SignedRecord record) =>
        node.Ledger.CommitAsync(record).GetAwaiter().GetResult().Value.Count.ShouldBe(1);

    private sealed class Careless(DbContextOptions<Careless> options, Viewer viewer)
        : ProjectionContext(options, viewer)
    {
        protected override void MapRows(ModelBuilder model) => model.Entity<Unlabelled>().ToTable("p_memo");
    }

    private sealed class Unlabelled
    {
        public int Id { get; set; }
    }
}
