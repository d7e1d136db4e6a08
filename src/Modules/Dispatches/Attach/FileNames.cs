using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Legation.Dispatches.Attach;

/// <summary>What programs call files, made safe to show and to save.</summary>
internal static class FileNames
{
    public const string UnknownType = "application/octet-stream";
    private const int Longest = 200;
    private const int LongestType = 127;
    private const string Forbidden = "\"*/:<>?\\|";

    /// <summary>The name without folders, and without what a file system or a screen could misread; null if nothing is left.</summary>
    public static string? Clean(string? given)
    {
        var name = (given ?? "").Replace('\\', '/').Split('/')[^1];
        var clean = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
            // Format characters turn the direction of writing: “gpj.exe” would read “exe.jpg”.
            if (
                Rune.GetUnicodeCategory(rune)
                    is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse)
                && rune != Rune.ReplacementChar
            )
                clean.Append(
                    rune.IsAscii && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal) ? '_' : rune
                );
        var trimmed = clean.ToString().Normalize().Trim().Trim('.').Trim();
        return trimmed.Length is > 0 and <= Longest ? trimmed : null;
    }

    /// <summary>A media type without parameters; what is none becomes the type of unknown bytes.</summary>
    public static string TypeOf(string? given) =>
        MediaTypeHeaderValue.TryParse(given, out var type) && type.MediaType is { Length: <= LongestType } name
            ? name.ToLowerInvariant()
            : UnknownType;
}
