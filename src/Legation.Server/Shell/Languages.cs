namespace Legation.Server.Shell;

/// <summary>The languages in which all pages can be shown; one joins when every module has its words in it.</summary>
internal static class Languages
{
    public const string Usual = "en-GB";

    public static void Configure(RequestLocalizationOptions options) =>
        options.SetDefaultCulture(Usual).AddSupportedCultures(Usual).AddSupportedUICultures(Usual);
}
