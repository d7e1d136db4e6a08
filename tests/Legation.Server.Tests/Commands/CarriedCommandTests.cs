using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Commands;

public sealed class CarriedCommandTests(RealNetwork network) : IClassFixture<RealNetwork>, IDisposable
{
    private const string Office = "Liaison Office";
    private readonly string folder = Directory.CreateTempSubdirectory("legation-carried-").FullName;

    private string File => Path.Combine(folder, "to-the-office");

    private string Receipts => File + ".receipts";

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task what_waits_for_a_node_that_is_down_is_carried_there_and_the_receipts_back()
    {
        var id = await SendWhileTheOfficeIsDownAsync();

        var written = await network.Headquarters.DoneAsync(["relay", "export", "--peer", Office, "--out", File]);
        written.ShouldContain("For Liaison Office: 1 record.");
        written.ShouldContain("not encrypted");
        written.ShouldContain("ALLIANCE RESTRICTED");
        (await network.Office.DoneAsync(["relay", "import", File])).ShouldContain(": 1 stored");
        (await network.Office.DoneAsync(["relay", "import", File])).ShouldContain("here before: 1 stored");
        var back = await network.Headquarters.DoneAsync(["relay", "import", Receipts]);
        back.ShouldContain("1 stored");
        back.ShouldContain("From Liaison Office: receipts.");
        (await network.Headquarters.DoneAsync(["relay", "import", Receipts])).ShouldContain("nothing waits for it");
        await RefusedAsync(
            network.Headquarters,
            "Nothing waits for Liaison Office",
            "--peer",
            Office,
            "--out",
            Receipts + "2"
        );

        await network.Office.ServeAsync();
        await RealNetwork.ListedAsync(network.Office, "inbox", id);
        Directory.GetFiles(Path.Combine(network.Headquarters.Folder, "carried")).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(network.Office.Folder, "carried")).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_file_that_is_none_or_for_another_is_refused_in_plain_words()
    {
        var id = await SendWhileTheOfficeIsDownAsync();
        await network.Headquarters.DoneAsync(["relay", "export", "--peer", Office, "--out", File]);
        await RefusedAsync(network.Headquarters, "already", "--peer", Office, "--out", File);
        await ImportRefusedAsync(network.Headquarters, File, "The file is for Liaison Office.");

        var content = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        await WriteAsync(content[..^10]);
        await ImportRefusedAsync(network.Office, File, "was cut off");
        content[100] ^= 1;
        await WriteAsync(content);
        await ImportRefusedAsync(network.Office, File, "is not as Headquarters signed it");
        await WriteAsync("Dear colleague"u8.ToArray());
        await ImportRefusedAsync(network.Office, File, "no file that a node wrote");
        System.IO.File.Exists(Receipts).ShouldBeFalse();
        await network.Office.ServeAsync();
        await RealNetwork.ListedAsync(network.Office, "inbox", id);
    }

    private async Task<string> SendWhileTheOfficeIsDownAsync()
    {
        var deputy = await RealNetwork.AddresseeAsync(network.Headquarters, "Deputy, Liaison Office");
        // A node that has just been started may still be busy with that.
        await network.Office.GetAsync("/addressees");
        await network.Office.StopAsync();
        return await network.Headquarters.SendAsync("Berthing fees", deputy);
    }

    private Task WriteAsync(byte[] content) =>
        System.IO.File.WriteAllBytesAsync(File, content, TestContext.Current.CancellationToken);

    private static Task RefusedAsync(RealNode node, string words, params string[] options) =>
        RefusedAsync(node, words, ["relay", "export"], options);

    private static Task ImportRefusedAsync(RealNode node, string file, string words) =>
        RefusedAsync(node, words, ["relay", "import"], [file]);

    private static async Task RefusedAsync(RealNode node, string words, string[] command, string[] options)
    {
        var (code, _, error) = await LegationProcess.RunAsync("", [.. command, .. options, "--data", node.Folder]);
        code.ShouldBe(1);
        error.ShouldContain(words);
    }
}
