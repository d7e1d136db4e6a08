using System.Text;

namespace Legation.TextImport.Mail;

/// <summary>
/// The letters of a part of a mail: by what it says of its charset; if it says nothing, or what its bytes are not, by
/// those.
/// </summary>
internal static class MailLetters
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static string Read(byte[] bytes, string? charset)
    {
        var said = Charsets.Named(charset);
        // ASCII is said by programs that do not know; UTF-8 is one with it where both can be read.
        if (said is null or UTF8Encoding or ASCIIEncoding)
            return IsUtf8(bytes) ? Encoding.UTF8.GetString(bytes) : Western.GetString(bytes);
        return said.GetString(bytes);
    }

    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            Strict.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
