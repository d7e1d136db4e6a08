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
    public async Task a_batch_that_got_its_numbers_so_is_sent()
    {
        Seoul.Store.FailsBehind = "INSERT INTO relay_batch";
        var record = await Seoul.WriteAsync(Headquarters.Organisation);

        await IsDeliveredAsync(record);
    }
}
