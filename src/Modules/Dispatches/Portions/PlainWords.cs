namespace Legation.Dispatches.Portions;

/// <summary>Words as they are compared: what a page wraps and a keyboard spaces otherwise are the same.</summary>
internal static class PlainWords
{
    public static string Of(string words) =>
        string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
