using Legation.Labels;
using Legation.Records;
using Legation.Records.Policies;
using Legation.Records.Signing;
using Legation.Relay;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Relay;

/// <summary>A node that stops right behind the change of a policy or clearance, before it has decided again on its links.</summary>
public sealed class StoppedAfterChangeTests : IAsyncLifetime
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
    public async Task what_an_accepted_policy_permits_goes_after_the_next_start()
    {
        var record = tokyo.Sign(TestNode.NewId("note"), [oslo.Id], DemoPolicy.OfEpoch(2));
        (await tokyo.Ledger.CommitAsync(record)).Refusal.ShouldBeNull();
        var register = tokyo.Get<PolicyRegister>();
        await register.IssueAsync(DemoPolicy.Bytes(DemoPolicy.Version(2, DemoPolicy.Joins)), "");

        await StopsBehindAsync("INSERT INTO accepted_policy", () => register.AcceptAsync(DemoPolicy.Id, 2, ""));

        tokyo.Get<AcceptedPolicies>().Current.Find(DemoPolicy.Id)!.Version.ShouldBe(2);
        await oslo.ReceivesAsync(record);
    }

    [Fact]
    public async Task what_a_new_clearance_permits_goes_after_the_next_start()
    {
        await tokyo.Cards.SetClearanceAsync(oslo.Id, TestNode.Unclassified);
        var record = await tokyo.WriteAsync(oslo.Id, "RESTRICTED");

        await StopsBehindAsync(
            "UPDATE relay_node SET clearance",
            () => tokyo.Cards.SetClearanceAsync(oslo.Id, TestNode.Restricted)
        );

        await oslo.ReceivesAsync(record);
    }

    [Fact]
    public async Task what_a_card_accepted_anew_permits_goes_after_the_next_start()
    {
        await tokyo.Cards.SetClearanceAsync(oslo.Id, TestNode.Unclassified);
        var record = await tokyo.WriteAsync(oslo.Id, "RESTRICTED");

        await StopsBehindAsync(
            "INSERT INTO relay_node ",
            () => tokyo.Cards.AcceptAsync(oslo.Cards.Own(), TestNode.Restricted)
        );

        await oslo.ReceivesAsync(record);
    }

    private async Task StopsBehindAsync(string statement, Func<Task> change)
    {
        tokyo.Store.StopsBehind = statement;
        await Should.ThrowAsync<IOException>(change);
        await tokyo.StopAsync();
        await tokyo.StartAsync();
    }
}
