using Legation.Dispatches.Draft;
using Legation.Dispatches.Portions;

namespace Legation.Dispatches.Comments;

/// <summary>Where in the text as it stands now a paragraph is that somebody spoke of.</summary>
/// <param name="Portion">The paragraph; null: nothing like it is there any more.</param>
/// <param name="IsAsItWas">Whether it has the same words still.</param>
internal sealed record CommentPlace(Portion? Portion, bool IsAsItWas);

/// <summary>Follows paragraphs by their words, wherever they have moved.</summary>
internal sealed class CommentPlaces
{
    // Of two paragraphs that are taken for one, so much at least is the same.
    private const double Alike = 0.4;

    // What changed is near where it stood, and its beginning tells enough.
    private const int MostCompared = 200;
    private const int LongestCompared = 4_000;

    private readonly List<(Portion Portion, string Words)> paragraphs;

    public CommentPlaces(PortionedText text)
    {
        Text = text;
        paragraphs = [.. text.Seen.Select(portion => (portion, Plain(text.WordsOf(portion))))];
    }

    public PortionedText Text { get; }

    /// <summary>The paragraph that a page or a program names by its key, though others were inserted above; null: it has changed.</summary>
    public Portion? Named(string? key)
    {
        if (key?.Split('-') is not [var place, var hash] || !int.TryParse(place, out var position))
            return null;
        return Near(position)
            .Select(paragraph => paragraph.Portion)
            .FirstOrDefault(portion =>
                MarkParagraph.KeyOf(Text, portion).EndsWith($"-{hash}", StringComparison.Ordinal)
            );
    }

    /// <summary>Finds the paragraph that had the words; else the one that is most like it.</summary>
    public CommentPlace Of(DraftComment comment)
    {
        var (near, spoken) = (Near(comment.Position).ToList(), Plain(comment.Paragraph));
        if (near.FirstOrDefault(paragraph => paragraph.Words == spoken) is { Portion: { } same })
            return new CommentPlace(same, true);
        var pairs = Pairs(spoken);
        var (likest, alike) = near.Take(MostCompared)
            .Select(paragraph => (paragraph.Portion, Alike: Likeness(pairs, Pairs(paragraph.Words))))
            .DefaultIfEmpty()
            .MaxBy(found => found.Alike);
        return new CommentPlace(alike >= Alike ? likest : null, false);
    }

    private IEnumerable<(Portion Portion, string Words)> Near(int position) =>
        paragraphs.OrderBy(paragraph => Math.Abs(paragraph.Portion.Position - position));

    // What a page wraps and a keyboard spaces otherwise are the same words.
    private static string Plain(string words) =>
        string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Pairs of characters, for scripts without spaces have one word a paragraph.
    private static Dictionary<string, int> Pairs(string plain) =>
        Enumerable
            .Range(0, Math.Max(0, Math.Min(plain.Length, LongestCompared) - 1))
            .Select(at => plain.Substring(at, 2))
            .GroupBy(pair => pair, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => pair.Count(), StringComparer.Ordinal);

    // Dice's coefficient: twice what is in both, by all.
    private static double Likeness(Dictionary<string, int> one, Dictionary<string, int> other)
    {
        var both = one.Sum(pair => Math.Min(pair.Value, other.GetValueOrDefault(pair.Key)));
        var all = one.Values.Sum() + other.Values.Sum();
        return all == 0 ? 0 : 2.0 * both / all;
    }
}
