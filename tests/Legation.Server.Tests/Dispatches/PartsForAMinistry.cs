using System.Net;
using System.Text.Json;
using Legation.Server.Tests.Hosting;
using static System.Text.Encoding;

namespace Legation.Server.Tests.Dispatches;

/// <summary>An office, and a ministry that may have a part of what the office writes.</summary>
public abstract class PartsForAMinistry : IAsyncLifetime
{
    private protected const string Text =
        "1. The ministry called.\n\n2. [[ALLIANCE UNCLASSIFIED]] It is in two minds about the quay.[^1]\n\n3. We agreed on berths.\n\n[^1]: Its minister said so.\n";

    private protected Neighbours Both { get; private set; } = null!;

    private protected Browser Browser { get; private set; } = null!;

    private protected Officer Anna => Both.Anna;

    private protected Officer Bo => Both.Bo;

    private protected Officer Kim => Both.Kim;

    public async ValueTask InitializeAsync()
    {
        Both = await Neighbours.StartAsync();
        Browser = Both.Here.Browse();
        await Browser.SignInAsync("anna", TestNode.Password);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Browser.Dispose();
        return Both.DisposeAsync();
    }

    private protected async Task<string> ReleasedAsync(
        string text = Text,
        string releasableTo = "KOR",
        string? to = null
    )
    {
        var released = await Anna.PostAsync("/dispatches", Dispatch(text, releasableTo, to));
        released.Status.ShouldBe(HttpStatusCode.Created, released.Body.ToString());
        return released["id"]!;
    }

    private protected object Dispatch(
        string text,
        string releasableTo = "KOR",
        string? to = null,
        bool release = true
    ) =>
        new
        {
            subject = "Berths",
            text,
            action = new[] { to ?? Bo.Post.ToString() },
            info = new[] { Kim.Post.ToString() },
            label = new
            {
                policy = "LEGATION-DEMO",
                classification = "UNCLASSIFIED",
                categories = new { releasableTo = new[] { "ALLIANCE", releasableTo }.Distinct() },
            },
            release,
        };

    private protected async Task<string> ProposedAsync(string original, string? text = null)
    {
        var proposed = await Anna.PostAsync($"/dispatches/{original}/releasable", new { text, reason = "They ask." });
        proposed.Status.ShouldBe(HttpStatusCode.Created, proposed.Body.ToString());
        return proposed["id"]!;
    }

    private protected async Task<string> ApprovedAsync(string original)
    {
        var approved = await Bo.PostAsync($"/proposals/{await ProposedAsync(original)}/approve", new { });
        approved.Status.ShouldBe(HttpStatusCode.OK, approved.Body.ToString());
        return approved["id"]!;
    }

    private protected static List<string> JournalOf(TestNode node)
    {
        using var session = node.Get<Legation.Records.Storage.IRecordStore>().OpenReader();
        return
        [
            .. session.Query(
                "SELECT content FROM journal UNION ALL SELECT body FROM journal WHERE body IS NOT NULL",
                r => Latin1.GetString((byte[])r.GetValue(0))
            ),
        ];
    }

    private protected static List<JsonElement> ItemsOf(Answered answer) =>
        [.. answer.Body.GetProperty("items").EnumerateArray()];

    private protected static List<string?> Strings(Answered answer, string name) =>
        [.. answer.Body.GetProperty(name).EnumerateArray().Select(item => item.GetString())];
}
