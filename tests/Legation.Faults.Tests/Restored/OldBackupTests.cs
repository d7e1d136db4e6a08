using System.Net;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Restored;

public sealed class OldBackupTests(PreparedNetwork prepared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact, Fault("old backup restored", "an older copy of the folder, and a new epoch begun")]
    public async Task a_restored_node_in_a_new_epoch_uses_no_number_again_and_is_heard()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        var before = await RestoredAsync(network, inNewEpoch: true);
        var id = await ReleaseAsync(network, "After");
        await ArrivesAsync(network, [.. before, id]);
        await Eventually.HoldsAsync("the link drains", Patience, network.Representative.LinksAreDrainedAsync);
        Journal.SecurityEvents(network.Tokyo.Folder).ShouldBeEmpty();
        (await network.Deputy.ListAsync("to-clear")).Select(dispatch => dispatch.Number).ShouldBeUnique();
        await HoldAsync(network);
    }

    [Fact, Fault("old backup put into service as it is", "an older copy of the folder")]
    public async Task a_restored_node_that_goes_on_in_its_old_epoch_is_an_alarm_and_shows_it()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        var before = await RestoredAsync(network, inNewEpoch: false);
        await ReleaseAsync(network, "After");
        await Eventually.HoldsAsync(
            "Seoul shows why",
            Patience,
            async () =>
                (await network.Representative.LinksAsync())?.Single() is { State: "held" } link
                && link.Words.Contains("the peer has other content under these numbers", StringComparison.Ordinal)
        );
        Journal.SecurityEvents(network.Tokyo.Folder).ShouldContain(e => e.Code == "number-used-twice");
        await Eventually.HoldsAsync(
            "Tokyo has found that Seoul lacks what it had",
            Patience,
            () => Journal.SecurityEvents(network.Tokyo.Folder).Any(e => e.Code == "restored-copy")
        );
        await ArrivesAsync(network, before);
        await HoldAsync(network);
    }

    // Seoul is put back to where it was before what Tokyo has received from it.
    private static async Task<List<string>> RestoredAsync(ServedNetwork network, bool inNewEpoch)
    {
        var backup = network.Seoul.BackUp();
        await Task.WhenAll(network.Seoul.StartAsync(), network.Tokyo.StartAsync());
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
            ids.Add(await ReleaseAsync(network, $"Before-{number}"));
        await Eventually.HoldsAsync("the link drains", Patience, network.Representative.LinksAreDrainedAsync);
        await network.Seoul.TerminateAsync();
        network.Seoul.Restore(backup);
        if (inNewEpoch)
            await network.Seoul.CommandAsync("epoch", "begin", "--yes");
        await network.Seoul.StartAsync();
        return ids;
    }

    private static async Task<string> ReleaseAsync(ServedNetwork network, string subject)
    {
        var desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
        var answer = await network.Representative.ReleaseAsync(new DispatchDraft(subject, desk), subject);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Sentence);
        return answer.Id;
    }

    private static Task ArrivesAsync(ServedNetwork network, IReadOnlyList<string> ids) =>
        Eventually.HoldsAsync(
            "Tokyo has each once",
            Patience,
            async () =>
                (await network.Deputy.ListAsync("to-clear")).Select(d => d.Id).Order().SequenceEqual(ids.Order())
        );

    private static async Task HoldAsync(ServedNetwork network)
    {
        foreach (var node in new[] { network.Seoul, network.Tokyo })
        {
            Journal.RecordsTwice(node.Folder).ShouldBe(0);
            (await node.VerifyAuditAsync()).ShouldContain("The audit holds");
        }
    }
}
