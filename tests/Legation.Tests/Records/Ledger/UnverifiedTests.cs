using Legation.Records;
using Legation.Records.Signing;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records;

/// <summary>Whoever has a link can write in names that nobody vouches for; that fills no disk.</summary>
public sealed class UnverifiedTests : IDisposable
{
    private const int Most = 5_000;
    private readonly TestLedger node = new();
    private readonly HomeNode stranger = new(2);
    private readonly HomeNode other = new(3);

    public void Dispose()
    {
        node.Dispose();
        stranger.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task no_more_than_a_limit_waits_for_cards_and_the_rest_can_come_when_they_are_accepted()
    {
        var memos = Enumerable.Range(1, Most).Select(i => stranger.First(Drafts.Fixed("memo", i))).ToList();
        foreach (var outcome in await ArriveAsync(memos))
            outcome.Outcome.ShouldBe(AppendOutcome.Held);
        var late = other.First(Drafts.Fixed("memo", Most + 1));

        (await node.Arrive(late)).Refusal.ShouldBe(LedgerRefusals.TooManyUnverified);
        (await node.Arrive(memos[0])).Outcome.ShouldBe(AppendOutcome.Duplicate);

        node.Count("journal").ShouldBe(Most);
        await node.Accept(stranger);
        (await node.Arrive(late)).Outcome.ShouldBe(AppendOutcome.Held);
    }

    private Task<List<AppendResult>> ArriveAsync(List<SignedRecord> records) =>
        node.Ledger.RunAsync(t =>
            records.ConvertAll(record => t.Take(record, Arrival.HomeUnknown, record.Header.Home))
        );
}
