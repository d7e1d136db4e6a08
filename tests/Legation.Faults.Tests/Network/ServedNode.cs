using System.Text.Json.Nodes;
using Legation.Faults.Tests.Caller;
using Legation.Faults.Tests.Processes;

namespace Legation.Faults.Tests.Network;

/// <summary>A node that is served by a process of its own, which can be killed and started again.</summary>
internal sealed class ServedNode(string folder) : IAsyncDisposable
{
    // What the demonstration lets an office have.
    private const string Clearance = """
        {"policy": "LEGATION-DEMO", "classifications": ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"],
         "categories": {"releasableTo": ["ALLIANCE", "AUS", "JPN", "KOR", "NZL"]}}
        """;

    private LegationProcess? process;

    public string Folder => folder;

    public LegationProcess Process => process ?? throw new InvalidOperationException("The node was never started.");

    /// <summary>Port of the relay as the node's card has it.</summary>
    public int RelayPort => new Uri((string)Description["relay"]!).Port;

    /// <summary>Where the node listens for peers.</summary>
    public Uri RelayAddress =>
        (string?)Description["relayListen"] is { } behind
            ? new Uri($"https://{behind}")
            : new Uri((string)Description["relay"]!);

    /// <summary>SHA-256 of the key that it shows on the line.</summary>
    public string Pin
    {
        get
        {
            using var identity = CallerIdentity.Of(this);
            return identity.Pin;
        }
    }

    /// <summary>Id of the node.</summary>
    public string Id => (string)Description["id"]!;

    /// <summary>Lets the node listen for peers elsewhere than its card says, as behind a forwarder.</summary>
    public void ListenBehind(int port)
    {
        var description = Description;
        description["relayListen"] = $"127.0.0.1:{port}";
        File.WriteAllText(DescriptionFile, description.ToJsonString());
    }

    /// <summary>Takes the node's address away, before it is started; the peers accept its new card.</summary>
    public async Task CallOnlyAsync(params ServedNode[] peers)
    {
        var description = Description;
        description.AsObject().Remove("relay");
        await File.WriteAllTextAsync(DescriptionFile, description.ToJsonString());
        await ShowCardAsync(peers);
    }

    /// <summary>Its card is carried to peers, which accept it by its fingerprint.</summary>
    public async Task ShowCardAsync(params ServedNode[] peers)
    {
        var (card, clearance) = (Path.Combine(folder, "card.txt"), Path.Combine(folder, "clearance.json"));
        var (_, shown) = await LegationProcess.RunAsync("card", "show", "--data", folder);
        await File.WriteAllTextAsync(card, shown);
        await File.WriteAllTextAsync(clearance, Clearance);
        var fingerprint = shown.Split("Fingerprint: ")[1].Split('\n')[0];
        foreach (var peer in peers)
        {
            string[] accept = ["card", "accept", card, "--fingerprint", fingerprint, "--clearance", clearance];
            var (code, said) = await LegationProcess.RunAsync([.. accept, "--data", peer.Folder]);
            code.ShouldBe(0, said);
        }
    }

    public Task StartAsync(params IReadOnlyList<string> wrapper)
    {
        Launch(wrapper);
        return Process.SaysAsync(" serves ");
    }

    /// <summary>Starts it and does not wait until it serves.</summary>
    public void Launch(params IReadOnlyList<string> wrapper)
    {
        process?.Dispose();
        process = LegationProcess.StartUnder(wrapper, "serve", "--data", folder);
    }

    /// <summary>Starts it with a clock that is so many days off.</summary>
    public Task StartShiftedAsync(int days)
    {
        process?.Dispose();
        process = LegationProcess.StartShifted(folder, days);
        return Process.SaysAsync(" serves ");
    }

    /// <summary>Copies the folder of the node, which does not run, as a backup does.</summary>
    public string BackUp()
    {
        var copy = folder + ".backup";
        Folders.Copy(folder, copy);
        return copy;
    }

    /// <summary>Puts a backup in the place of the folder of the node, which does not run.</summary>
    public void Restore(string copy)
    {
        Directory.Delete(folder, recursive: true);
        Folders.Copy(copy, folder);
    }

    /// <summary>Waits until something has ended it, then starts it again.</summary>
    public async Task StartAfterItsEndAsync()
    {
        await Process.EndAsync();
        await StartAsync();
    }

    public Task KillAsync() => Process.KillAsync();

    public Task TerminateAsync() => Process.TerminateAsync();

    /// <summary>What <c>legation audit verify</c> says.</summary>
    public async Task<string> VerifyAuditAsync() =>
        (await LegationProcess.RunAsync("audit", "verify", "--data", folder)).Said;

    /// <summary>Runs a command of <c>legation</c> on the node; it must succeed.</summary>
    public async Task<string> CommandAsync(params string[] arguments)
    {
        var (code, said) = await LegationProcess.RunAsync([.. arguments, "--data", folder]);
        code.ShouldBe(0, said);
        return said;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasEnded: false })
            await process.KillAsync();
        process?.Dispose();
    }

    private string DescriptionFile => Path.Combine(folder, "node.json");

    private JsonNode Description => JsonNode.Parse(File.ReadAllText(DescriptionFile))!;
}
