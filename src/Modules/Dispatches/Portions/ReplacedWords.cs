namespace Legation.Dispatches.Portions;

/// <summary>Whether markings stay what they are when other words stand in a paragraph.</summary>
internal static class ReplacedWords
{
    /// <summary>
    /// True if all other paragraphs are as they were, and of a marked one no second comes, which would stand without its
    /// marking.
    /// </summary>
    public static bool KeepMarkings(this PortionedText text, Portion portion, string words)
    {
        var then = new PortionedText(text.WithWords(portion, words));
        var (before, behind) = (portion.Position, text.Portions.Count - portion.Position - 1);
        var made = then.Portions.Count - before - behind;
        return made >= 0
            && Are(then.Portions.Take(before), text.Portions.Take(before))
            && Are(then.Portions.TakeLast(behind), text.Portions.TakeLast(behind))
            && (portion.Mark is null || (made == 1 && then.Portions[before].Mark == portion.Mark));

        bool Are(IEnumerable<Portion> now, IEnumerable<Portion> were) =>
            now.Select(other => (other.Mark, then.WordsOf(other)))
                .SequenceEqual(were.Select(other => (other.Mark, text.WordsOf(other))));
    }
}
