using System.Globalization;
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

    private const int Pair = 2;

    private readonly List<Paragraph> paragraphs;

    public CommentPlaces(PortionedText text)
    {
        Text = text;
        paragraphs = [.. text.Seen.Select(portion => new Paragraph(portion, PlainWords.Of(text.WordsOf(portion))))];
    }

    public PortionedText Text { get; }

    /// <summary>The paragraph that a page or a program names by its key, though others were inserted above; null: it has changed.</summary>
    public Portion? Named(string? key)
    {
        if (
            key?.Split('-') is not [var place, var hash]
            || !int.TryParse(place, CultureInfo.InvariantCulture, out var position)
        )
            return null;
        return Near(position)
            .Select(paragraph => paragraph.Portion)
            .FirstOrDefault(portion =>
                MarkParagraph.KeyOf(Text, portion).EndsWith($"-{hash}", StringComparison.Ordinal)
            );
    }

    /// <summary>
    /// Finds the paragraph that had the words; else, while it is open what becomes of it, the one that is most like it, and
    /// where other words were taken the one that has those.
    /// </summary>
    public CommentPlace Of(DraftComment comment)
    {
        var near = Near(comment.Position).ToList();
        if (With(comment.Paragraph) is { } same)
            return new CommentPlace(same, true);
        if (!comment.IsOpen)
            return new CommentPlace(
                comment is { State: CommentState.Accepted, Proposed: { } taken } ? With(taken) : null,
                false
            );
        return new CommentPlace(Likest(near, PlainWords.Of(comment.Paragraph)), false);

        Portion? With(string words) =>
            PlainWords.Of(words) is var plain ? near.Find(paragraph => paragraph.Words == plain)?.Portion : null;
    }

    private static Portion? Likest(IEnumerable<Paragraph> near, string spoken)
    {
        var runs = PairsOf(spoken);
        var (likest, alike) = near.Take(MostCompared)
            .Select(paragraph => (paragraph.Portion, Alike: runs.LikenessTo(paragraph.Runs)))
            .DefaultIfEmpty()
            .MaxBy(found => found.Alike);
        return alike >= Alike ? likest : null;
    }

    private static CharacterRuns PairsOf(string plain) => new(plain[..Math.Min(plain.Length, LongestCompared)], Pair);

    private IEnumerable<Paragraph> Near(int position) =>
        paragraphs.OrderBy(paragraph => Math.Abs(paragraph.Portion.Position - position));

    private sealed class Paragraph(Portion portion, string words)
    {
        private CharacterRuns? runs;

        public Portion Portion { get; } = portion;

        public string Words { get; } = words;

        // Counted once for all that was said, and only if something has changed.
        public CharacterRuns Runs => runs ??= PairsOf(Words);
    }
}
