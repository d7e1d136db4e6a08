using System.Net;
using Legation.Faults.Tests.Attachments;
using Legation.Faults.Tests.Killed;
using Legation.Faults.Tests.Network;
using Legation.Faults.Tests.Processes;
using Legation.Faults.Tests.Table;

namespace Legation.Faults.Tests.Root;

[Trait("Category", "root")]
public sealed class FullDiskTests(PreparedNetwork prepared)
{
    private const int MoreThanFits = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly string Long = string.Join(' ', Enumerable.Repeat("kept or refused", 600));

    [NeedsRoot, Fault("disk full, sender", "a tmpfs of 16 MB, filled")]
    public async Task a_sender_on_a_full_disk_refuses_clearly_and_goes_on_when_there_is_room()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        using var disk = SmallDisk.Under(network.Seoul.Folder);
        await network.StartAsync();
        var desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
        disk.Fill();
        var accepted = await AcceptedUntilFullAsync(network, desk);
        (await network.Representative.ReleaseAsync(Draft(desk, MoreThanFits), "while-full")).Code.ShouldBe(
            "cannot-store"
        );
        disk.MakeRoom();
        accepted.Add(await ReleasedAsync(network, Draft(desk, MoreThanFits), "while-full"));
        await ArriveAsync(network, accepted);
    }

    [NeedsRoot, Fault("disk full, receiver", "a tmpfs of 16 MB, filled")]
    public async Task a_receiver_on_a_full_disk_gives_no_receipt_and_goes_on_when_there_is_room()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        using var disk = SmallDisk.Under(network.Tokyo.Folder);
        await network.StartAsync();
        var desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
        disk.Fill();
        var accepted = new List<string>();
        for (var number = 0; number < MoreThanFits / 2; number++)
            accepted.Add(await ReleasedAsync(network, Draft(desk, number), $"full-{number}"));
        await Eventually.HoldsAsync(
            "Seoul shows that Tokyo cannot store",
            Patience,
            async () =>
                (await network.Representative.LinksAsync())!
                    .Single()
                    .Words.Contains("cannot store", StringComparison.Ordinal)
        );
        disk.MakeRoom();
        await ArriveAsync(network, accepted);
    }

    [NeedsRoot, Fault("little room, receiver of files", "a tmpfs of 300 MB with 200 MB free")]
    public async Task files_leave_room_for_dispatches_and_go_on_when_there_is_more()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        using var disk = SmallDisk.Under(network.Tokyo.Folder, megabytes: 300);
        await network.StartAsync();
        var desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
        disk.Fill(left: 200_000_000);
        using var file = await LargeFile.ReleaseAsync(network.Representative, network.Deputy, desk, 1_000_000);
        await file.WaitsAsync("no-room");
        await ReleasedAsync(network, Draft(desk, 1), "beside-the-file");
        await Eventually.HoldsAsync(
            "Tokyo has both dispatches",
            Patience,
            async () => (await network.Deputy.ListAsync("to-clear")).Count == 2
        );
        disk.MakeRoom();
        await file.ArrivesWholeAsync();
    }

    [NeedsRoot, Fault("little room, author of files", "a tmpfs of 16 MB")]
    public async Task a_file_that_would_leave_no_room_is_refused_and_the_dispatch_goes_without()
    {
        await using var network = new ServedNetwork(await prepared.CopyAsync());
        using var disk = SmallDisk.Under(network.Seoul.Folder);
        await network.StartAsync();
        var desk = await network.Representative.AddresseeAsync("Asia-Pacific desk");
        var refused = await LargeFile.OfferAsync(network.Representative, desk, 1000);
        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.ServiceUnavailable, "no-room"));
        await ReleasedAsync(network, Draft(desk, 1), "without-the-file");
    }

    private static DispatchDraft Draft(string desk, int number) => new($"Full {number}", desk) { Text = Long };

    private static async Task<List<string>> AcceptedUntilFullAsync(ServedNetwork network, string desk)
    {
        var accepted = new List<string>();
        for (var number = 0; number < MoreThanFits; number++)
        {
            var answer = await network.Representative.ReleaseAsync(Draft(desk, number), $"full-{number}");
            if (answer.Status != HttpStatusCode.Created)
            {
                (answer.Status, answer.Code).ShouldBe((HttpStatusCode.ServiceUnavailable, "cannot-store"));
                return accepted;
            }
            accepted.Add(answer.Id);
        }
        throw new InvalidOperationException("The disk never was full.");
    }

    private static async Task<string> ReleasedAsync(ServedNetwork network, DispatchDraft draft, string key)
    {
        var answer = Answer.None;
        await Eventually.HoldsAsync(
            $"{draft.Subject} is accepted",
            Patience,
            async () =>
            {
                answer = await network.Representative.ReleaseAsync(draft, key);
                return answer.Status == HttpStatusCode.Created;
            }
        );
        return answer.Id;
    }

    private static async Task ArriveAsync(ServedNetwork network, List<string> accepted)
    {
        await Delivered.DrainedAsync(network);
        (await network.Deputy.ListAsync("to-clear")).Select(dispatch => dispatch.Id).Order().ShouldBe(accepted.Order());
        foreach (var node in network.Nodes)
            Journal.RecordsTwice(node.Folder).ShouldBe(0);
        await network.AuditHoldsAsync();
    }
}
