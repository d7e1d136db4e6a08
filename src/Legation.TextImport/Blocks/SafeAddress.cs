using System.Text;

namespace Legation.TextImport.Blocks;

/// <summary>Addresses that may stand in a dispatch, as Markdown writes them.</summary>
internal static class SafeAddress
{
    private const string Encoded = " ()<>[]\\\"`|";

    /// <summary>The address; null if it is none that is followed.</summary>
    public static string? Of(string? address)
    {
        if (
            address is not { Length: > 0 and <= ImportLimits.LongestAddress }
            || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)
            || !IsFollowed(uri)
        )
            return null;
        var written = new StringBuilder();
        foreach (var c in uri.AbsoluteUri)
            if (c is <= ' ' or > '~')
                return null;
            else if (Encoded.Contains(c, StringComparison.Ordinal))
                written.Append('%').Append(Convert.ToHexString([(byte)c]));
            else
                // What looks like an entity would be read as its character.
                written.Append(c == '&' ? "\\&" : c.ToString());
        return written.ToString();
    }

    // Before an @ stands what only looks like the name of a host.
    private static bool IsFollowed(Uri uri) =>
        uri.Scheme == Uri.UriSchemeMailto
        || (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0;
}
