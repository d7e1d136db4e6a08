using System.Net;
using Legation.Faults.Tests.Caller;
using Legation.Faults.Tests.Killed;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Peer;
using Legation.Faults.Tests.Processes;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Keys;

public sealed class KeyTests(PreparedNetwork prepared)
{
    private const int Dispatches = 200;
    private const int Backlog = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact, Fault("keys changed in mid backlog", "key rotate on two nodes while dispatches go, the third stopped")]
    public async Task keys_of_two_nodes_changed_in_mid_backlog_lose_and_double_nothing()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        // The renewals of headquarters are for the ministry too.
        await Task.WhenAll(network.StartAsync(), network.Ministry.StartAsync());
        await network.Tokyo.TerminateAsync();
        var changing = new TaskCompletionSource();
        var exchange = new Exchange(network, "Keys", Dispatches);
        exchange.WhenAccepted += count =>
        {
            if (count == Backlog)
                changing.SetResult();
        };
        var posting = exchange.PostAsync();
        await changing.Task;
        var former = network.Seoul.Pin;
        foreach (var node in new[] { network.Seoul, network.Headquarters })
            (await node.CommandAsync("key", "rotate")).ShouldContain("New keys are made");
        await network.Tokyo.StartAsync();
        await exchange.ClearAsync(posting);
        await posting;
        await Delivered.HoldsAsync(network, exchange);
        await Eventually.HoldsAsync(
            "the new keys are in use",
            Patience,
            async () =>
                !(await network.Seoul.CommandAsync("key", "list")).Contains("announced", StringComparison.Ordinal)
        );
        network.Seoul.Pin.ShouldNotBe(former);
        foreach (var node in network.Nodes)
            Journal.SecurityEvents(node.Folder).ShouldBeEmpty();
    }

    [Fact, Fault("key stolen and revoked", "a caller with the node's former keys")]
    public async Task what_a_stolen_key_signs_after_its_revocation_is_not_taken_and_its_node_comes_back_with_a_new_card()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        await network.StartAsync();
        using var stolen = CallerIdentity.Of(network.Seoul);
        using var thief = new RelayCaller(stolen, network.Tokyo);
        var before = await ReleaseAsync(network, "Before");
        await WaitsAsync(network, before);

        await network.Tokyo.CommandAsync("key", "revoke", network.Seoul.Id, "--yes");

        await Should.ThrowAsync<HttpRequestException>(() => thief.CallAsync());
        await network.Seoul.CommandAsync("key", "rotate", "--now");
        await network.Seoul.ShowCardAsync(network.Tokyo);
        var after = await ReleaseAsync(network, "After");
        await WaitsAsync(network, before, after);
        await Should.ThrowAsync<HttpRequestException>(() => thief.CallAsync());
        (await network.Tokyo.CommandAsync("key", "list")).ShouldContain("revoked");
        Journal.RecordsTwice(network.Tokyo.Folder).ShouldBe(0);
        await network.AuditHoldsAsync();
    }

    private static async Task<string> ReleaseAsync(ServedNetwork network, string subject)
    {
        var desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
        var answer = await network.Representative.ReleaseAsync(new DispatchDraft(subject, desk), subject);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Sentence);
        return answer.Id;
    }

    private static Task WaitsAsync(ServedNetwork network, params IReadOnlyList<string> ids) =>
        CalledOffice.UntilAsync(
            "Tokyo has each once",
            async () =>
                (await network.Deputy.ListAsync("to-clear")).Select(d => d.Id).Order().SequenceEqual(ids.Order())
        );
}
