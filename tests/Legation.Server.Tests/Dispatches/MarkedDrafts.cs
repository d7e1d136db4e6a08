using System.Net;
using Legation.Server.Accounts;
using Legation.Server.Tests.Hosting;

namespace Legation.Server.Tests.Dispatches;

/// <summary>An author who marks paragraphs, and his colleague who may not have all of them.</summary>
public abstract class MarkedDrafts : IAsyncLifetime
{
    private const string Cleared =
        """{"policy":"LEGATION-DEMO","classifications":["UNCLASSIFIED","RESTRICTED"],"categories":{"releasableTo":["ALLIANCE"]}}""";

    private TestNode node = null!;
    private protected Browser Browser { get; private set; } = null!;

    private protected Officer Anna { get; private set; } = null!;

    private protected Officer Bo { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        node = await TestNode.StartAsync();
        Browser = node.Browse();
        if (await node.StaffAsync("anna", "bo") is [var first, var second])
            (Anna, Bo) = (first, second);
        await node.Get<AccountRegister>().SetClearanceAsync("anna", Cleared, "officer");
        await Browser.SignInAsync("anna", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Browser.Dispose();
        return node.DisposeAsync();
    }

    private protected Task<Answered> ReleaseAsync(string text, string classification = "UNCLASSIFIED") =>
        Anna.PostAsync("/dispatches", Dispatch(text, classification, release: true));

    private protected async Task<string> DraftAsync(string text) =>
        $"/dispatches/{(await Anna.PostAsync("/dispatches", Dispatch(text, "UNCLASSIFIED", release: false)))["id"]}/edit";

    private protected object Dispatch(string text, string classification, bool release) =>
        new
        {
            subject = "Berthing fees",
            text,
            action = new[] { Bo.Post.ToString() },
            label = new
            {
                policy = "LEGATION-DEMO",
                classification,
                categories = new { releasableTo = new[] { "ALLIANCE", "KOR" } },
            },
            release,
        };

    private protected async Task<string> KeyAsync(string edit, string paragraph)
    {
        var page = await Browser.TextAsync(edit);
        var at = page.IndexOf($"<b>{paragraph}</b>", StringComparison.Ordinal);
        return page[..at].Split("name=\"Form.Portion\" value=\"")[^1].Split('"')[0];
    }

    private protected async Task<string> TextOfAsync(string edit) =>
        (await Anna.GetAsync($"/dispatches/{edit.Split('/')[2]}"))["text"]!.ReplaceLineEndings("\n");

    private protected static List<string> Signs(string page) =>
        [
            .. page.Split("class=\"prose\">")[1]
                .Split("<span class=\"mark\"")
                .Skip(1)
                .Select(part => WebUtility.HtmlDecode(part.Split('>', 2)[1].Split("</span>")[0])),
        ];

    private protected static string? Classification(Answered read) =>
        read.Body.GetProperty("label").GetProperty("classification").GetString();
}
