using System.Text.Json;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Commands;

/// <summary>A headquarters, an office and a post behind it, made and run by the command line alone.</summary>
public sealed class RealNetworkTests : IAsyncLifetime
{
    private const string Clearance =
        """{"policy":"LEGATION-DEMO","classifications":["UNCLASSIFIED","RESTRICTED"],"categories":{"releasableTo":["ALLIANCE"]}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string root = Directory.CreateTempSubdirectory("legation-test-").FullName;
    private RealNode headquarters = null!;
    private RealNode office = null!;
    private RealNode post = null!;

    private string ClearanceFile => Path.Combine(root, "clearance.json");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(ClearanceFile, Clearance, TestContext.Current.CancellationToken);
        var nodes = await Task.WhenAll(
            MadeAsync("Headquarters", new RealPerson("hq", "Lea Roux", "Desk", "write", ClearanceFile)),
            MadeAsync("Liaison Office", new RealPerson("lo", "Mette Lund", "Deputy", "write,clear", ClearanceFile)),
            MadeAsync("Post", new RealPerson("rep", "Anneke Smit", "Representative", "write", ClearanceFile))
        );
        (headquarters, office, post) = (nodes[0], nodes[1], nodes[2]);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var node in new[] { headquarters, office, post })
            node?.Dispose();
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task a_dispatch_goes_from_the_post_through_the_office_to_headquarters_and_is_answered()
    {
        await ConnectedAsync();
        var dispatch = await post.PostAsync("/dispatches", Dispatch(await AddresseeAsync(post, "Desk, Headquarters")));
        dispatch.GetProperty("status").GetString().ShouldBe("awaiting-clearance");
        var id = dispatch.GetProperty("id").GetString()!;

        await ListedAsync(office, "to-clear", id);
        (await ListAsync(headquarters, "inbox")).ShouldBeEmpty();
        await office.PostAsync($"/dispatches/{id}/clear", new { comment = "Agreed." });
        await ListedAsync(headquarters, "inbox", id);
        await headquarters.PostAsync($"/dispatches/{id}/acknowledge", new { });
        await post.RestartAsync();
        var reply = await headquarters.PostAsync($"/dispatches/{id}/reply", new { text = "Thank you." });

        await ListedAsync(post, "inbox", reply.GetProperty("id").GetString()!);
        await UntilAsync(
            "the dispatch counts as replied to",
            async () => (await post.GetAsync($"/dispatches/{id}")).GetProperty("status").GetString() == "replied"
        );
    }

    // Neighbours exchange cards and link; the office introduces the post and headquarters to each other.
    private async Task ConnectedAsync()
    {
        await AcceptAsync(office, await headquarters.CardAsync(), "--rules-routes");
        await AcceptAsync(office, await post.CardAsync());
        await AcceptAsync(headquarters, await office.CardAsync());
        await AcceptAsync(post, await office.CardAsync());
        await office.DoneAsync(["link", "add", "Headquarters"]);
        await office.DoneAsync(["link", "add", "Post"]);
        await headquarters.DoneAsync(["link", "add", "Liaison Office", "--default"]);
        await post.DoneAsync(["link", "add", "Liaison Office", "--default"]);
        foreach (var node in new[] { headquarters, office, post })
            await node.ServeAsync();
        (await headquarters.GetAsync("/addressees")).ToString().ShouldNotContain("Representative");
        await office.DoneAsync(["card", "introduce", "Post", "--to", "Headquarters"]);
        await office.DoneAsync(["card", "introduce", "Headquarters", "--to", "Post"]);
        await PrintsAsync(headquarters, "introduced by Liaison Office", "card", "list");
        await PrintsAsync(post, "introduced by Liaison Office", "card", "list");
        await AcceptAsync(headquarters, "Post");
        await AcceptAsync(post, "Headquarters", "--rules-routes");
        await RulesAsync(await post.EntryAsync("Representative"), await office.EntryAsync("Liaison Office"));
        await PrintsAsync(post, "\tfollowed", "directory", "list");
    }

    // Headquarters runs and has read its directory before the post's entries could take effect there.
    private async Task RulesAsync(string sender, string via)
    {
        await PrintsAsync(headquarters, sender, "directory", "list");
        await AddresseeAsync(headquarters, "Representative, Post");
        await headquarters.ImportAsync(new { routes = new[] { new { sender, via } } });
    }

    private Task<RealNode> MadeAsync(string name, RealPerson person) =>
        RealNode.MakeAsync(Path.Combine(root, person.User), name, person);

    private async Task AcceptAsync(RealNode node, string card, params string[] options)
    {
        var (_, _, shown) = await LegationProcess.RunAsync("", "card", "accept", card, "--data", node.Folder);
        var fingerprint = shown.Split("Fingerprint: ")[1].Split('\n')[0];
        await node.DoneAsync(
            ["card", "accept", card, "--fingerprint", fingerprint, "--clearance", ClearanceFile],
            options
        );
    }

    private static object Dispatch(string addressee) =>
        new
        {
            subject = "Berthing fees",
            text = "They rise in spring.",
            action = new[] { addressee },
            label = new
            {
                policy = "LEGATION-DEMO",
                classification = "RESTRICTED",
                categories = new { releasableTo = new[] { "ALLIANCE" } },
            },
            release = true,
        };

    private static async Task<string> AddresseeAsync(RealNode node, string name)
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

    private static async Task<List<string?>> ListAsync(RealNode node, string box) =>
        [
            .. (await node.GetAsync($"/dispatches?box={box}"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()),
        ];

    private static Task ListedAsync(RealNode node, string box, string id) =>
        UntilAsync($"{id} is listed under {box}", async () => (await ListAsync(node, box)).Contains(id));

    private static Task PrintsAsync(RealNode node, string words, params string[] command) =>
        UntilAsync(
            $"{string.Join(' ', command)} prints {words}",
            async () => (await node.DoneAsync(command)).Contains(words, StringComparison.Ordinal)
        );

    private static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds())
            if (patience.IsCancellationRequested || !await again.WaitForNextTickAsync(CancellationToken.None))
                throw new TimeoutException($"Not within {Patience.TotalSeconds} s: {what}.");
    }
}
