using System.Collections.Immutable;
using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records.Access;

/// <summary>What is denied is asked for like what is not there: the same statements, and nothing of the record is read.</summary>
public sealed class DenialTests : IAsyncLifetime
{
    private readonly TestLedger node = new();
    private readonly WatchedStore store;
    private readonly ReadAudit audit;
    private readonly ReadGateway gateway;

    public DenialTests()
    {
        store = new WatchedStore(node.Store);
        audit = new ReadAudit(node.Ledger);
        gateway = Gateway(audit);
    }

    private static RecordId Open { get; } = Drafts.Fixed("memo", 1);

    private static RecordId Above { get; } = Drafts.Fixed("memo", 2);

    private static RecordId ForOthers { get; } = Drafts.Fixed("memo", 3);

    private static RecordId Unknown { get; } = Drafts.Fixed("memo", 4);

    private static Principal Reader { get; } =
        new(
            "reader",
            Drafts.Fixed("person", 1),
            Drafts.Fixed("post", 1),
            [Drafts.Fixed("post", 1)],
            new Clearance
            {
                Policy = "LEGATION-DEMO",
                Classifications = ["UNCLASSIFIED"],
                Categories = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(
                    "releasableTo",
                    ["ALLIANCE"]
                ),
            },
            Duties.None
        );

    public async ValueTask InitializeAsync()
    {
        await WriteAsync(Open, "UNCLASSIFIED", Reader.Post);
        await WriteAsync(Above, "SECRET", Reader.Post);
        await WriteAsync(ForOthers, "UNCLASSIFIED", Drafts.Fixed("post", 2));
    }

    public async ValueTask DisposeAsync()
    {
        await audit.DisposeAsync();
        node.Dispose();
    }

    [Fact]
    public void a_record_that_may_be_had_is_read()
    {
        gateway.Record(Reader, Open)!.Header.Id.ShouldBe(Open);
        store.Asked.ShouldContain(sql => sql.Contains("journal"));
    }

    [Fact]
    public void what_is_denied_and_what_is_not_there_cost_the_same_statements()
    {
        var unknown = AskedFor(Unknown);
        AskedFor(Above).ShouldBe(unknown);
        AskedFor(ForOthers).ShouldBe(unknown);
    }

    [Fact]
    public void nothing_of_a_denied_record_is_read_but_its_label_and_audience() =>
        AskedFor(Above).ShouldAllBe(sql => !sql.Contains("journal") && !sql.Contains("body"));

    [Fact]
    public async Task a_denial_and_a_record_that_is_not_there_are_journalled_alike()
    {
        await using (var noted = new ReadAudit(node.Ledger))
        {
            Gateway(noted).Record(Reader, Above).ShouldBeNull();
            Gateway(noted).Record(Reader, Unknown).ShouldBeNull();
        }
        node.Query("SELECT CAST(content AS TEXT) FROM journal WHERE type = 5", r => r.GetString(0))
            .Select(entry => entry.Split("\"digest\"")[0])
            .Distinct()
            .ShouldHaveSingleItem()
            .ShouldContain("open-denied");
    }

    [Fact]
    public void among_several_only_those_are_told_that_may_be_had()
    {
        gateway.Among(Reader, [Unknown, Above, Open, ForOthers]).ShouldBe([Open]);
        store.Asked.ShouldAllBe(sql => !sql.Contains("journal"));
        store.Asked.Count.ShouldBe(4);
    }

    private ReadGateway Gateway(ReadAudit noted)
    {
        var accepted = new AcceptedPolicies(new LabelPolicies(ShippedPolicies.LegationDemo));
        return new ReadGateway(store, node.Ledger, new AccessRule(node.Interned, accepted, node.Clock), noted);
    }

    private List<string> AskedFor(RecordId id)
    {
        store.Asked.Clear();
        gateway.Record(Reader, id).ShouldBeNull();
        return [.. store.Asked];
    }

    private async Task WriteAsync(RecordId id, string classification, RecordId party) =>
        (
            await node.Ledger.CommitAsync(node.Node.First(id, "text", Drafts.Named(classification), [party]))
        ).Refusal.ShouldBeNull();
}
