namespace Legation.Browser.Tests.Hosting;

/// <summary>Sizes at which the pages are looked at, and where their pictures go.</summary>
internal static class Screen
{
    private static readonly string? pictures = Environment.GetEnvironmentVariable("LEGATION_SCREENSHOTS");

    public static ViewportSize Desk => new() { Width = 1280, Height = 860 };

    public static ViewportSize Phone => new() { Width = 390, Height = 844 };

    /// <summary>Keeps a picture where LEGATION_SCREENSHOTS names a folder.</summary>
    public static async Task KeepAsync(IPage page, string name)
    {
        if (pictures is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, name + ".png"), FullPage = true });
    }
}
