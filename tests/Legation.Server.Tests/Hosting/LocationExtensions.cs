namespace Legation.Server.Tests.Hosting;

internal static class LocationExtensions
{
    /// <summary>Path and query of a Location, whether it is written in full or not.</summary>
    public static string PathAndQuery(this Uri location) =>
        location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
}
