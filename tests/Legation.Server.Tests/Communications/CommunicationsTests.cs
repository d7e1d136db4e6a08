using Legation.Labels;
using Legation.Records.Access;
using Legation.Records.Alarms;
using Legation.Relay;
using Legation.Server.Accounts;
using Legation.Server.Commands;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Communications;

/// <summary>A node with a link to a peer that is not there, so that what is queued stays queued.</summary>
public sealed class CommunicationsTests : IAsyncLifetime
{
    private const string Cleared =
        """{"policy":"LEGATION-DEMO","classifications":["UNCLASSIFIED","RESTRICTED"],"categories":{"releasableTo":["ALLIANCE"]}}""";

    private const string Entry = """
        {"offices":[{"key":"o","name":[{"text":"Quiet office","lang":"en"}]}],
         "label":{"policy":"LEGATION-DEMO","classification":"RESTRICTED","categories":{"releasableTo":["ALLIANCE"]}}}
        """;

    private readonly string clearance = Path.GetTempFileName();
    private TestNode node = null!;
    private string peer = "";

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        await node.AddUserAsync("operator", Duties.Operate);
        await node.AddUserAsync("reader", Duties.Write);
        (await new ImportDirectory(Entry).RunAsync(node.Host.Services)).Code.ShouldBe(0);
        await File.WriteAllTextAsync(clearance, Cleared, TestContext.Current.CancellationToken);
        await using var other = await TestNode.StartAsync();
        var least = ClearanceText.Least(ShippedPolicies.LegationDemo);
        var card = (await node.Get<NodeCards>().AcceptAsync(other.Get<NodeCards>().Own(), least)).Value;
        peer = card.Node.ToString();
        (await node.Get<Links>().AddAsync(card.Node, carriesTheRest: true)).Refusal.ShouldBeNull();
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(clearance);
        return node.DisposeAsync();
    }

    [Fact]
    public async Task what_waits_on_a_link_is_told_to_who_operates_the_node_alone()
    {
        await ClearAsync();
        (await PageAsync("operator")).ShouldContain("1 waiting");
        var page = await PageAsync("reader");
        page.ShouldContain("Liaison Office Test");
        page.ShouldNotContain("waiting");
        page.ShouldNotContain("sending");
    }

    [Fact]
    public async Task a_peer_cleared_by_command_is_offered_what_it_could_not_have_before()
    {
        (await PageAsync("operator")).ShouldNotContain("waiting");
        await ClearAsync();
        (await PageAsync("operator")).ShouldContain("1 waiting");
    }

    [Fact]
    public async Task a_clearance_for_a_node_that_is_not_known_is_refused()
    {
        var run = await RunAsync("Nobody’s office");
        (run.Code, run.Output).ShouldBe((1, ""));
        run.Error.ShouldStartWith("The card of Nobody’s office is not accepted here. See legation card list");
    }

    [Fact]
    public async Task an_alarm_stands_above_the_map_with_what_to_do_and_then_with_who_has_acknowledged_it()
    {
        await node.Get<IAlarms>().RaiseAsync(Notice);
        (await PageAsync("reader")).ShouldNotContain(Notice.Words);
        using var browser = node.Browse();
        await browser.SignInAsync("operator", TestNode.Password);
        (await browser.TextAsync("/communications")).ShouldContain(Notice.Remedy);
        var form = await browser.FormAsync("/communications", "alarm-1");
        await browser.PostAsync("/communications", form.Filled());
        var acknowledged = await browser.TextAsync("/communications");
        acknowledged.ShouldContain("all acknowledged");
        acknowledged.ShouldContain("<small class=\"sub\">operator</small>");
    }

    [Fact]
    public async Task a_node_reached_through_a_neighbour_stands_on_the_operators_map_behind_it()
    {
        await using var beyond = await TestNode.StartAsync();
        await node.LearnAsync(beyond);
        var page = await PageAsync("operator");
        page.ShouldContain("Known without a link of their own");
        page.ShouldContain("through Liaison Office Test");
        page.ShouldContain("class=\"node behind\"");
        (await PageAsync("reader")).ShouldNotContain("behind");
    }

    private static AlarmNotice Notice { get; } =
        new(
            "mail-fails",
            null,
            AlarmSeverity.Critical,
            "No mail goes out.",
            "Look at the server.",
            EndsByItself: false
        );

    private async Task ClearAsync() => (await RunAsync(peer)).Code.ShouldBe(0);

    private Task<(int Code, string Output, string Error)> RunAsync(string of) =>
        LegationProcess.RunAsync("", "card", "clearance", of, "--clearance", clearance, "--data", node.Folder);

    private async Task<string> PageAsync(string user)
    {
        using var browser = node.Browse();
        await browser.SignInAsync(user, TestNode.Password);
        return await browser.TextAsync("/communications");
    }
}
