using Microsoft.AspNetCore.Components;

namespace Legation.Ui;

/// <summary>Addresses within the page that is shown: under a base element “#main” alone would lead to the first page.</summary>
internal static class PageAddress
{
    public static string Fragment(NavigationManager navigation, string id) =>
        new Uri(navigation.Uri).PathAndQuery + "#" + id;
}
