namespace Legation.Browser.Tests.Hosting;

/// <summary>The browser of the machine; none is downloaded.</summary>
internal static class Chromium
{
    public const string Path = "/usr/bin/chromium";

    private const string Missing =
        "There is no chromium at /usr/bin/chromium, so the pages are not tried in a browser. Install it: apt-get install chromium";

    public static bool Installed => File.Exists(Path);

    /// <summary>Skips the test where there is no browser; in CI that is a failure.</summary>
    public static void Require()
    {
        if (Installed)
            return;
        if (Environment.GetEnvironmentVariable("LEGATION_CI") == "true")
            Assert.Fail(Missing);
        Assert.Skip(Missing);
    }

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox"] });
}
