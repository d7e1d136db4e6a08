using System.Text;

namespace Legation.TextImport;

/// <summary>Charsets by the names that texts from elsewhere give them.</summary>
internal static class Charsets
{
    /// <summary>The charset; null if the name says none, or one that is not read: UTF-7 is refused by the platform.</summary>
    public static Encoding? Named(string? name)
    {
        try
        {
            return string.IsNullOrWhiteSpace(name)
                ? null
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
