using Legation.Labels;
using Legation.Records;
using Legation.Records.Access;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records.Access;

public sealed class ReadAuditTests : IDisposable
{
    private readonly TestLedger node = new();

    private static Principal Reader { get; } =
        new(
            "reader",
            Drafts.Fixed("person", 1),
            Drafts.Fixed("post", 1),
            [],
            new Clearance { Policy = "LEGATION-DEMO", Classifications = [] },
            Duties.None
        );

    public void Dispose() => node.Dispose();

    [Fact]
    public async Task each_request_has_a_leaf_that_says_who_asked_what_and_how_much_was_shown()
    {
        await using (var audit = new ReadAudit(node.Ledger))
        {
            audit.Note(Reader, "inbox", [Drafts.Fixed("memo", 1), Drafts.Fixed("memo", 2)]);
            audit.Note(Reader, "open", []);
        }

        var leaves = Reads();

        leaves.Count.ShouldBe(2);
        leaves[0].ShouldContain("\"account\":\"reader\"");
        leaves[0].ShouldContain("\"query\":\"inbox\"");
        leaves[0].ShouldContain("\"shown\":2");
        node.Ledger.Head.Seq.ShouldBe(2);
    }

    [Fact]
    public async Task what_may_not_be_opened_is_journalled_as_a_denial()
    {
        await node.Ledger.CommitAsync(node.Node.First(Drafts.Fixed("memo", 1), "1", Drafts.Named("SECRET")));
        await using (var audit = new ReadAudit(node.Ledger))
        {
            var rule = new AccessRule(
                node.Interned,
                new AcceptedPolicies(new LabelPolicies(ShippedPolicies.LegationDemo)),
                node.Clock
            );
            new ReadGateway(node.Store, node.Ledger, rule, audit)
                .Record(Reader, Drafts.Fixed("memo", 1))
                .ShouldBeNull();
        }

        Reads().Single().ShouldContain("open-denied");
    }

    private List<string> Reads() =>
        node.Query("SELECT CAST(content AS TEXT) FROM journal WHERE type = 5 ORDER BY seq", r => r.GetString(0));
}
