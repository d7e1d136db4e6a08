using System.Text;
using System.Text.RegularExpressions;

namespace Legation.TextImport;

/// <summary>The letters of a page: by its first bytes, by who sent it, by what it says itself; UTF-8 otherwise.</summary>
internal static partial class PageEncoding
{
    private const int Looked = 1_024;

    public static string Read(byte[] page, string? charset)
    {
        var said =
            charset
            ?? Said().Match(Encoding.Latin1.GetString(page, 0, Math.Min(page.Length, Looked))).Groups["name"].Value;
        using var reader = new StreamReader(
            new MemoryStream(page),
            // Word writes pages in the code page of its system.
            Charsets.Named(said) ?? Encoding.UTF8,
            detectEncodingFromByteOrderMarks: true
        );
        return reader.ReadToEnd();
    }

    [GeneratedRegex(
        """charset\s*=\s*["']?(?<name>[-_a-zA-Z0-9]+)""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Said();
}
