using Legation.Labels;
using Legation.Records;
using Legation.Records.Policies;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Relay;

/// <summary>Policies between nodes, and what links carry when others count.</summary>
public sealed class PolicyChangeTests : IAsyncLifetime
{
    private TestNode tokyo = null!;
    private TestNode oslo = null!;

    public async ValueTask InitializeAsync()
    {
        tokyo = await TestNode.StartAsync("Tokyo");
        oslo = await TestNode.StartAsync("Oslo");
        await tokyo.LinkAsync(oslo);
    }

    public async ValueTask DisposeAsync()
    {
        await tokyo.DisposeAsync();
        await oslo.DisposeAsync();
    }

    [Fact]
    public async Task an_issued_policy_reaches_the_others_and_waits_there()
    {
        var issued = await IssueAsync();
        await Eventually.Async(() => Waiting(oslo) is not null);
        Waiting(oslo)!.Record.ShouldBe(issued.Record);
        Waiting(oslo)!.Home.ShouldBe(tokyo.Id);
        Counting(oslo).ShouldBe(1);
    }

    [Fact]
    public async Task what_was_not_even_queued_goes_when_a_policy_that_permits_it_counts()
    {
        var record = tokyo.Sign(TestNode.NewId("note"), [oslo.Id], DemoPolicy.OfEpoch(2));
        (await tokyo.Ledger.CommitAsync(record)).Refusal.ShouldBeNull();
        tokyo.DeliveryOf(record, oslo).ShouldBeNull();
        await IssueAsync();

        (await tokyo.Get<PolicyRegister>().AcceptAsync(DemoPolicy.Id, 2, "")).Refusal.ShouldBeNull();

        await oslo.ReceivesAsync(record);
    }

    [Fact]
    public async Task what_was_accepted_counts_after_a_restart()
    {
        await IssueAsync();
        await tokyo.Get<PolicyRegister>().AcceptAsync(DemoPolicy.Id, 2, "");
        await tokyo.StopAsync();
        await tokyo.StartAsync();
        Counting(tokyo).ShouldBe(2);
    }

    private async Task<OfferedPolicy> IssueAsync() =>
        (
            await tokyo.Get<PolicyRegister>().IssueAsync(DemoPolicy.Bytes(DemoPolicy.Version(2, DemoPolicy.Joins)), "")
        ).Value;

    private static OfferedPolicy? Waiting(TestNode node) => node.Get<PolicyRegister>().Find(DemoPolicy.Id)!.Offered;

    private static int Counting(TestNode node) => node.Get<AcceptedPolicies>().Current.Find(DemoPolicy.Id)!.Version;
}
