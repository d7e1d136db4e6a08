using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Legation.Server.Tests.Hosting;

/// <summary>A node made and run by the command line, and one person's program at it.</summary>
internal sealed class RealNode : IDisposable
{
    private readonly HttpClient http;
    private System.Diagnostics.Process? serving;

    private RealNode(string folder, Uri pages) => (Folder, http) = (folder, new HttpClient { BaseAddress = pages });

    public string Folder { get; }

    /// <summary>Makes the folder, one office with one post, and an account with a token.</summary>
    /// <param name="callsOnly">Peers cannot reach it.</param>
    public static async Task<RealNode> MakeAsync(string folder, string name, RealPerson person, bool callsOnly = false)
    {
        var node = new RealNode(folder, new Uri($"http://localhost:{FreePorts.Next()}"));
        await node.DoneAsync(
            ["init", "--name", name, "--code", person.User.ToUpperInvariant(), "--place", "Oslo"],
            ["--zone", "Europe/Oslo", "--pages", node.http.BaseAddress!.ToString()],
            callsOnly ? ["--calls-only"] : ["--relay", $"https://localhost:{FreePorts.Next()}"]
        );
        await node.ImportAsync(
            new
            {
                offices = new[] { new { key = "office", name = Named(name) } },
                posts = new[]
                {
                    new
                    {
                        key = "post",
                        office = "office",
                        title = person.Post,
                    },
                },
                people = new[]
                {
                    new
                    {
                        user = person.User,
                        name = Named(person.Name),
                        post = "post",
                    },
                },
            }
        );
        await node.DoneAsync(
            ["user", "add", person.User, "--person", person.Name, "--post", person.Post],
            ["--duties", person.Duties, "--clearance", person.Clearance]
        );
        var token = (await node.DoneAsync(["token", "create", person.User, "--name", "test"])).Trim().Split('\n')[^1];
        node.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return node;
    }

    /// <summary>Enters a document into the node's part of the directory.</summary>
    public async Task ImportAsync(object document)
    {
        var file = Path.Combine(Folder, "directory.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(document), TestContext.Current.CancellationToken);
        await DoneAsync(["directory", "import", file]);
    }

    /// <summary>Id of the entry of the directory whose name is this.</summary>
    public async Task<string> EntryAsync(string name) =>
        (await DoneAsync(["directory", "list"]))
            .Split('\n')
            .Select(line => line.Split('\t'))
            .First(columns => columns.Length > 1 && columns[1] == name)[0];

    public async Task<string> CardAsync()
    {
        var file = Path.Combine(Folder, "card.txt");
        await File.WriteAllTextAsync(file, await DoneAsync(["card", "show"]), TestContext.Current.CancellationToken);
        return file;
    }

    /// <summary>A command that must succeed; what it printed.</summary>
    public async Task<string> DoneAsync(params string[][] arguments)
    {
        var (code, output, error) = await LegationProcess.RunAsync(
            "",
            [.. arguments.SelectMany(part => part), "--data", Folder]
        );
        code.ShouldBe(0, $"{string.Join(' ', arguments[0])}: {error}");
        return output;
    }

    public async Task ServeAsync()
    {
        serving = LegationProcess.Start("serve", "--data", Folder);
        (await serving.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    /// <summary>Stops the node as Ctrl-C does, and starts it again.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await ServeAsync();
    }

    /// <summary>Stops the node as Ctrl-C does.</summary>
    public async Task StopAsync()
    {
        await LegationProcess.InterruptAsync(serving!);
        serving!.ExitCode.ShouldBe(0);
        serving.Dispose();
        serving = null;
    }

    public Task<JsonElement> GetAsync(string path) =>
        http.GetFromJsonAsync<JsonElement>($"/api/v1{path}", TestContext.Current.CancellationToken);

    /// <summary>Posts what must be taken.</summary>
    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await http.PostAsJsonAsync($"/api/v1{path}", body, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(answer.ToString());
        return answer;
    }

    /// <summary>Releases a dispatch that the whole alliance may have; its id.</summary>
    public async Task<string> SendAsync(string subject, string addressee) => (
            await PostAsync(
                "/dispatches",
                new
                {
                    subject,
                    text = "They rise in spring.",
                    action = new[] { addressee },
                    label = new
                    {
                        policy = "LEGATION-DEMO",
                        classification = "RESTRICTED",
                        categories = new { releasableTo = new[] { "ALLIANCE" } },
                    },
                    release = true,
                }
            )
        ).GetProperty("id").GetString()!;

    /// <summary>Attaches a file to a draft; its hash.</summary>
    public async Task<string> AttachAsync(string draft, string name, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        using var response = await http.PostAsync(
            $"/api/v1/dispatches/{draft}/attachments?name={name}",
            content,
            TestContext.Current.CancellationToken
        );
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(answer.ToString());
        return answer.GetProperty("hash").GetString()!;
    }

    /// <summary>Releases a draft.</summary>
    public async Task ReleaseAsync(string draft, object content)
    {
        var address = $"/api/v1/dispatches/{draft}";
        using var read = await http.GetAsync(address, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(content) };
        request.Headers.IfMatch.Add(read.Headers.ETag!);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>A file of a dispatch; null while it is not there.</summary>
    public async Task<byte[]?> DownloadAsync(string dispatch, string hash)
    {
        using var response = await http.GetAsync(
            $"/api/v1/dispatches/{dispatch}/attachments/{hash}",
            TestContext.Current.CancellationToken
        );
        return response.IsSuccessStatusCode
            ? await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
            : null;
    }

    public void Dispose()
    {
        http.Dispose();
        if (serving is { HasExited: false })
            serving.Kill(entireProcessTree: true);
        serving?.Dispose();
    }

    private static object[] Named(string name) => [new { text = name, lang = "en" }];
}

/// <summary>The one person of a node.</summary>
/// <param name="User">User name, and in capitals the node's code.</param>
/// <param name="Name">Name in the directory.</param>
/// <param name="Post">Title of the post.</param>
/// <param name="Duties">As the command takes them.</param>
/// <param name="Clearance">File of the clearance.</param>
internal sealed record RealPerson(string User, string Name, string Post, string Duties, string Clearance);
