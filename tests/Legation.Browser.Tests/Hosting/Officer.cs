using System.Diagnostics;

namespace Legation.Browser.Tests.Hosting;

/// <summary>A person before a browser, and whatever the browser complained of meanwhile.</summary>
internal sealed class Officer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] Expected = ["404", "409"];
    private readonly List<string> complaints = [];

    public Officer(Person person, IPage page)
    {
        (Person, Page) = (person, page);
        page.Console += (_, message) => Note(message);
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => Note(request);
    }

    public Person Person { get; }

    public IPage Page { get; }

    /// <summary>Errors of scripts, refusals by the content policy, requests that left the node.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public ILocator Rows => Page.Locator("main tbody tr");

    public async Task SignInAsync(string? password = null)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("User name").FillAsync(Person.User);
        await Page.GetByLabel("Password").FillAsync(password ?? Person.Password);
        await Page.Locator("main button.primary").ClickAsync();
    }

    /// <summary>Opens a page, also while the one before reloads itself because of what was done on it.</summary>
    public async Task OpenAsync(string path)
    {
        var since = Stopwatch.StartNew();
        while (true)
            try
            {
                await Page.GotoAsync(path);
                return;
            }
            catch (PlaywrightException e) when (IsOvertaken(e) && since.Elapsed < Patience) { }
    }

    /// <summary>Opens a page and waits until it hears what becomes of it.</summary>
    public Task OpenToListenAsync(string path) =>
        Page.RunAndWaitForResponseAsync(
            () => OpenAsync(path),
            answer =>
                answer.Url.Contains("/api/v1/events", StringComparison.Ordinal)
                && answer.Request.Headers.GetValueOrDefault("referer")?.Contains(path, StringComparison.Ordinal) == true
        );

    public Task PressAsync(string button) =>
        Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Opens the page again and again until it shows that: what arrives over a link is not pushed to pages.</summary>
    public async Task AwaitAsync(string path, ILocator wanted)
    {
        var since = Stopwatch.StartNew();
        do
        {
            await OpenAsync(path);
            if (await wanted.CountAsync() > 0)
                return;
        } while (since.Elapsed < Patience);
        Assert.Fail($"{Person} waited in vain at {Page.Url} for {wanted}.");
    }

    /// <summary>Opens the dispatch of that subject from a register, waiting until it stands there.</summary>
    public async Task OpenDispatchAsync(string box, string subject)
    {
        var link = Rows.GetByRole(AriaRole.Link, new() { Name = subject });
        await AwaitAsync($"/dispatches?box={box}", link);
        await OpenAsync((await link.First.GetAttributeAsync("href"))!);
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private static bool IsOvertaken(PlaywrightException e) =>
        e.Message.Contains("interrupted by another navigation", StringComparison.Ordinal)
        || e.Message.Contains("ERR_ABORTED", StringComparison.Ordinal);

    private void Note(IConsoleMessage message)
    {
        // A page that answers so is itself reported as a resource that failed.
        var ofThePage = message.Location.StartsWith(Page.Url, StringComparison.Ordinal);
        if (
            message.Type == "error"
            && !(ofThePage && Expected.Any(status => message.Text.Contains(status, StringComparison.Ordinal)))
        )
            complaints.Add($"{Page.Url}: {message.Text}");
    }

    private void Note(IRequest request)
    {
        var url = new Uri(request.Url);
        if (url.Scheme is "http" or "https" && url.Authority != Person.Url.Authority)
            complaints.Add($"{Page.Url} asked {request.Url}");
    }
}
