using System.Text.RegularExpressions;

namespace Legation.Dispatches.Portions;

/// <summary>A name as it is looked for in a text. What stands in parentheses is no part of it.</summary>
internal sealed partial record SubjectName
{
    private const int ShortestInLetters = 3;
    private const int ShortestInCharacters = 2;

    public SubjectName(string name)
    {
        Text = OneSpaced(Parentheses().Replace(name, " "));
        IsInCharacters = Characters().IsMatch(Text);
    }

    public string Text { get; }

    /// <summary>Chinese, Japanese or Korean: there words are not set apart, and what follows grows onto them.</summary>
    public bool IsInCharacters { get; }

    public bool CanBeFound => Text.Length >= (IsInCharacters ? ShortestInCharacters : ShortestInLetters);

    /// <summary>Whether the name stands in a text that has one space where it has any.</summary>
    public bool IsIn(string text)
    {
        for (var at = 0; (at = text.IndexOf(Text, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
            if (IsInCharacters || (IsEdge(text, at - 1) && IsEdge(text, at + Text.Length)))
                return true;
        return false;
    }

    public static string OneSpaced(string text) => Spaces().Replace(text, " ").Trim();

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]);

    [GeneratedRegex(@"[(（][^)）]*[)）]")]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"[\u1100-\u11FF\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF66-\uFF9F]")]
    private static partial Regex Characters();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
