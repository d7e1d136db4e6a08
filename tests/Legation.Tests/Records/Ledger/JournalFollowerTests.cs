using Legation.Records;
using Legation.Tests.Records.Support;
using Legation.Tests.Relay;
using Microsoft.Extensions.Logging.Abstractions;

namespace Legation.Tests.Records;

public sealed class JournalFollowerTests : IDisposable
{
    private readonly TestLedger node = new();

    public void Dispose() => node.Dispose();

    [Fact]
    public async Task a_follower_that_failed_goes_on_where_it_was()
    {
        using var follower = new Follower(node) { FailuresLeft = 3 };
        await node.Ledger.RunAsync(follower.Begin);
        await follower.StartAsync(TestContext.Current.CancellationToken);

        await node.Ledger.CommitAsync(node.Node.First(Drafts.Fixed("memo", 1), "one"));
        await node.Ledger.CommitAsync(node.Node.First(Drafts.Fixed("memo", 2), "two"));

        await Eventually.Async(() => follower.Position() == node.Ledger.Head.Seq);
        follower.FailuresLeft.ShouldBe(0);
        follower.Seen.ShouldBe([Drafts.Fixed("memo", 1), Drafts.Fixed("memo", 2)]);
        await follower.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task large_records_are_shown_in_pieces_and_the_position_moves_once_over_all_of_them()
    {
        using var follower = new Follower(node);
        await node.Ledger.RunAsync(follower.Begin);
        var text = new string('x', 3 * 1024 * 1024);
        for (var i = 1; i <= 7; i++)
            await node.Ledger.CommitAsync(node.Node.First(Drafts.Fixed("memo", i), text));

        await follower.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.Async(() => follower.Position() == node.Ledger.Head.Seq);
        follower.Seen.Order().ShouldBe(Enumerable.Range(1, 7).Select(i => Drafts.Fixed("memo", i)).Order());
        follower.LargestPiece.ShouldBe(3);
        await follower.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Follower(TestLedger node)
        : JournalFollower("test", "memo", node.Ledger, node.Store, new ImpatientClock(), NullLogger<Follower>.Instance)
    {
        public int FailuresLeft { get; set; }

        public List<RecordId> Seen { get; } = [];

        public int LargestPiece { get; private set; }

        protected override bool IsActive => true;

        public bool Begin(LedgerTransaction transaction)
        {
            BeginAfter(transaction, 0);
            return true;
        }

        public long Position() => node.Query("SELECT position FROM follower", r => r.GetInt64(0)).Single();

        protected override Action<LedgerTransaction> Decide(IReadOnlyList<AppliedRecord> records)
        {
            if (FailuresLeft > 0)
            {
                FailuresLeft--;
                throw new InvalidOperationException("It cannot decide now.");
            }
            LargestPiece = Math.Max(LargestPiece, records.Count);
            Seen.AddRange(records.Select(r => r.Header.Id));
            return _ => { };
        }
    }

    /// <summary>Whatever is to happen later happens at once.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
