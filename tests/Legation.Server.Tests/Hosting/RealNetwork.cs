using System.Text.Json;

namespace Legation.Server.Tests.Hosting;

/// <summary>
/// A headquarters, an office and a post behind it, made and run by the command line alone. The post's network lets nobody
/// in: it calls the office.
/// </summary>
public sealed class RealNetwork : IAsyncLifetime
{
    private const string Clearance =
        """{"policy":"LEGATION-DEMO","classifications":["UNCLASSIFIED","RESTRICTED"],"categories":{"releasableTo":["ALLIANCE"]}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string root = Directory.CreateTempSubdirectory("legation-test-").FullName;

    internal RealNode Headquarters { get; private set; } = null!;

    internal RealNode Office { get; private set; } = null!;

    internal RealNode Post { get; private set; } = null!;

    private string ClearanceFile => Path.Combine(root, "clearance.json");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(ClearanceFile, Clearance, TestContext.Current.CancellationToken);
        var nodes = await Task.WhenAll(
            MadeAsync("Headquarters", new RealPerson("hq", "Lea Roux", "Desk", "write", ClearanceFile)),
            MadeAsync("Liaison Office", new RealPerson("lo", "Mette Lund", "Deputy", "write,clear", ClearanceFile)),
            MadeAsync(
                "Post",
                new RealPerson("rep", "Anneke Smit", "Representative", "write", ClearanceFile),
                callsOnly: true
            )
        );
        (Headquarters, Office, Post) = (nodes[0], nodes[1], nodes[2]);
        await ConnectedAsync();
    }

    public ValueTask DisposeAsync()
    {
        foreach (var node in new[] { Headquarters, Office, Post })
            node?.Dispose();
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    // Neighbours exchange cards and link; the office introduces the post and headquarters to each other.
    private async Task ConnectedAsync()
    {
        await AcceptAsync(Office, await Headquarters.CardAsync(), "--rules-routes");
        await AcceptAsync(Office, await Post.CardAsync());
        await AcceptAsync(Headquarters, await Office.CardAsync());
        await AcceptAsync(Post, await Office.CardAsync());
        await Office.DoneAsync(["link", "add", "Headquarters"]);
        await Office.DoneAsync(["link", "add", "Post"]);
        await Headquarters.DoneAsync(["link", "add", "Liaison Office", "--default"]);
        await Post.DoneAsync(["link", "add", "Liaison Office", "--default"]);
        foreach (var node in new[] { Headquarters, Office, Post })
            await node.ServeAsync();
        (await Headquarters.GetAsync("/addressees")).ToString().ShouldNotContain("Representative");
        await Office.DoneAsync(["card", "introduce", "Post", "--to", "Headquarters"]);
        await Office.DoneAsync(["card", "introduce", "Headquarters", "--to", "Post"]);
        await PrintsAsync(Headquarters, "introduced by Liaison Office", "card", "list");
        await PrintsAsync(Post, "introduced by Liaison Office", "card", "list");
        await AcceptAsync(Headquarters, "Post");
        await AcceptAsync(Post, "Headquarters", "--rules-routes");
        await RulesAsync(await Post.EntryAsync("Representative"), await Office.EntryAsync("Liaison Office"));
        await PrintsAsync(Post, "\tfollowed", "directory", "list");
    }

    // Headquarters runs and has read its directory before the post's entries could take effect there.
    private async Task RulesAsync(string sender, string via)
    {
        await PrintsAsync(Headquarters, sender, "directory", "list");
        await AddresseeAsync(Headquarters, "Representative, Post");
        await Headquarters.ImportAsync(new { routes = new[] { new { sender, via } } });
    }

    private Task<RealNode> MadeAsync(string name, RealPerson person, bool callsOnly = false) =>
        RealNode.MakeAsync(Path.Combine(root, person.User), name, person, callsOnly);

    private async Task AcceptAsync(RealNode node, string card, params string[] options)
    {
        var (_, _, shown) = await LegationProcess.RunAsync("", "card", "accept", card, "--data", node.Folder);
        var fingerprint = shown.Split("Fingerprint: ")[1].Split('\n')[0];
        await node.DoneAsync(
            ["card", "accept", card, "--fingerprint", fingerprint, "--clearance", ClearanceFile],
            options
        );
    }

    internal static async Task<string> AddresseeAsync(RealNode node, string name)
    {
        string? id = null;
        await UntilAsync(
            $"{name} is an addressee",
            async () =>
                (
                    id = (await node.GetAsync("/addressees"))
                        .GetProperty("items")
                        .EnumerateArray()
                        .Where(party => party.GetProperty("name").GetString() == name)
                        .Select(party => party.GetProperty("id").GetString())
                        .FirstOrDefault()
                )
                    is not null
        );
        return id!;
    }

    internal static async Task<List<string?>> ListAsync(RealNode node, string box) =>
        [
            .. (await node.GetAsync($"/dispatches?box={box}"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()),
        ];

    internal static Task ListedAsync(RealNode node, string box, string id) =>
        UntilAsync($"{id} is listed under {box}", async () => (await ListAsync(node, box)).Contains(id));

    internal static Task PrintsAsync(RealNode node, string words, params string[] command) =>
        UntilAsync(
            $"{string.Join(' ', command)} prints {words}",
            async () => (await node.DoneAsync(command)).Contains(words, StringComparison.Ordinal)
        );

    internal static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds())
            if (patience.IsCancellationRequested || !await again.WaitForNextTickAsync(CancellationToken.None))
                throw new TimeoutException($"Not within {Patience.TotalSeconds} s: {what}.");
    }
}
