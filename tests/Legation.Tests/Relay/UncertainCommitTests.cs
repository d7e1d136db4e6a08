using Legation.Records.Audit;

namespace Legation.Tests.Relay;

/// <summary>The store says that a commit failed which is durable.</summary>
public sealed class UncertainCommitTests : TwoNodes
{
    [Fact]
    public async Task what_it_committed_is_there_once_and_the_node_goes_on()
    {
        Seoul.Store.FailsBehind = "INSERT INTO audience ";
        var committed = Seoul.Sign(TestNode.NewId("note"), [Seoul.Organisation, Headquarters.Organisation]);

        await Should.ThrowAsync<IOException>(() => Seoul.Ledger.CommitAsync(committed));
        var next = await Seoul.WriteAsync(Headquarters.Organisation, "RESTRICTED");

        await Headquarters.ReceivesAsync(next);
        Seoul.Count(committed).ShouldBe(1);
    }

    [Fact]
    public async Task work_that_was_committed_together_is_not_done_twice()
    {
        const string Acts = "SELECT COUNT(*) FROM journal WHERE type = 6";
        using var begun = new ManualResetEventSlim();
        using var both = new ManualResetEventSlim();
        var acts = Seoul.Query(Acts);
        Seoul.Store.FailsBehind = "INSERT INTO audience ";
        var record = Seoul.Sign(TestNode.NewId("note"), [Seoul.Organisation, Headquarters.Organisation]);

        var before = Seoul.Ledger.RunAsync(_ =>
        {
            begun.Set();
            return both.Wait(TimeSpan.FromSeconds(30));
        });
        begun.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        var noted = Seoul.Ledger.RunAsync(t => t.Note(EntryType.AdministrativeAct, new { act = "noted" }));
        var committed = Seoul.Ledger.CommitAsync(record);
        both.Set();

        (await before).ShouldBeTrue();
        await Should.ThrowAsync<IOException>(() => committed);
        await Should.ThrowAsync<IOException>(() => noted);
        Seoul.Count(record).ShouldBe(1);
        Seoul.Query(Acts).ShouldBe(acts + 1);
    }

    [Fact]
    public async Task a_batch_that_got_its_numbers_so_is_sent()
    {
        Seoul.Store.FailsBehind = "INSERT INTO relay_batch";
        var record = await Seoul.WriteAsync(Headquarters.Organisation);

        await IsDeliveredAsync(record);
    }
}
