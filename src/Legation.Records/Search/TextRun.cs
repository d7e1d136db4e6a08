using System.Text;

namespace Legation.Records.Search;

/// <summary>Characters that stand together: a word, or what is written without spaces between words.</summary>
/// <param name="Text">The characters, folded.</param>
/// <param name="IsPaired">Whether it is searched by pairs of neighbours.</param>
internal readonly record struct TextRun(string Text, bool IsPaired)
{
    /// <summary>The runs of a text, in its order.</summary>
    public static IEnumerable<TextRun> Of(string text)
    {
        var run = new StringBuilder();
        var paired = false;
        foreach (var rune in FoldedText.Of(text).EnumerateRunes())
        {
            var isPaired = FoldedText.IsPaired(rune);
            var belongs = isPaired || FoldedText.IsOfWord(rune) || (run.Length > 0 && FoldedText.Continues(rune));
            if (run.Length > 0 && (!belongs || (isPaired != paired && !FoldedText.Continues(rune))))
            {
                yield return new TextRun(run.ToString(), paired);
                run.Clear();
            }
            if (!belongs)
                continue;
            if (run.Length == 0)
                paired = isPaired;
            run.Append(rune.ToString());
        }
        if (run.Length > 0)
            yield return new TextRun(run.ToString(), paired);
    }
}
