namespace Legation.Browser.Tests.Hosting;

/// <summary>A demonstration network and a browser for all tests of a collection.</summary>
public sealed class Demonstration : IAsyncLifetime
{
    private const float Patience = 15_000;
    private readonly Dictionary<string, Officer> signedIn = [];
    private DemonstrationProcess? network;
    private IPlaywright? playwright;
    private IBrowser? browser;

    private IBrowser Browser => browser ?? throw new InvalidOperationException("There is no browser.");

    internal IReadOnlyList<Uri> Links => network!.Links;

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.Installed)
            return;
        SetDefaultExpectTimeout(Patience);
        var starting = DemonstrationProcess.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
        network = await starting;
    }

    public Person Person(string user)
    {
        Chromium.Require();
        return network!.People.Single(person => person.User == user);
    }

    /// <summary>The officer at his desk: signed in once, for all tests of the collection.</summary>
    internal async Task<Officer> AtDeskAsync(string user)
    {
        if (!signedIn.TryGetValue(user, out var officer))
        {
            officer = await ArriveAsync(user);
            await officer.SignInAsync();
            signedIn.Add(user, officer);
        }
        return officer;
    }

    /// <summary>Runs a command on the node in that folder of the demonstration.</summary>
    internal Task RunAsync(string node, params string[] arguments)
    {
        Chromium.Require();
        return network!.RunAsync(node, arguments);
    }

    /// <summary>Before a browser that knows nothing yet.</summary>
    internal Task<Officer> ArriveAsync(string user, bool script = true) => ArriveAsync(Person(user), script);

    /// <summary>The same of a person in whatever network.</summary>
    internal async Task<Officer> ArriveAsync(Person person, bool script = true)
    {
        var context = await Browser.NewContextAsync(
            new()
            {
                BaseURL = person.Url.ToString(),
                JavaScriptEnabled = script,
                Locale = "en-GB",
                ColorScheme = ColorScheme.Light,
                ViewportSize = Screen.Desk,
            }
        );
        context.SetDefaultTimeout(Patience);
        return new Officer(person, await context.NewPageAsync());
    }

    /// <summary>A program with the person's token.</summary>
    internal HttpClient Call(string user) => Call(Person(user));

    internal static HttpClient Call(Person person)
    {
        var http = new HttpClient { BaseAddress = new Uri(person.Url, "/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", person.Token);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (network is not null)
            await network.DisposeAsync();
    }
}
