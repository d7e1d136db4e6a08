using Microsoft.AspNetCore.Components;

namespace Legation.Server.Shell;

/// <summary>Whether the page shown belongs to a section of the rail.</summary>
internal static class RailAddress
{
    public static bool IsWithin(this NavigationManager navigation, string href)
    {
        var path = new Uri(navigation.Uri).AbsolutePath;
        return path == href || (href.Length > 1 && path.StartsWith(href + "/", StringComparison.Ordinal));
    }
}
