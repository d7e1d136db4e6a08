using System.Text;

namespace Legation.Dispatches.Merge;

/// <summary>Two texts of one draft beside each other by paragraph, and the one that is made of them.</summary>
internal sealed class TextMerge
{
    // Beyond it, what is between the first and the last difference is one place: a table of all pairs would be too large.
    private const int MostPairs = 4_000_000;

    private TextMerge(IReadOnlyList<MergedBlock> blocks) => Blocks = blocks;

    public IReadOnlyList<MergedBlock> Blocks { get; }

    /// <summary>Compares them.</summary>
    /// <param name="theirs">The text that is saved.</param>
    /// <param name="mine">The text that was not.</param>
    /// <param name="opened">What the writer had opened; null: it is not known.</param>
    public static TextMerge Of(string theirs, string mine, OpenedText? opened)
    {
        List<string> saved = [.. OpenedText.ParagraphsOf(theirs)];
        List<string> written = [.. OpenedText.ParagraphsOf(mine)];
        var blocks = new List<MergedBlock>();
        var (a, b) = (0, 0);
        foreach (
            var (x, y) in Common(saved.ConvertAll(Plain), written.ConvertAll(Plain))
                .Append((saved.Count, written.Count))
        )
        {
            if (x > a || y > b)
                blocks.Add(Differing(saved[a..x], written[b..y], opened));
            if (x < saved.Count)
                blocks.Add(new MergedBlock([saved[x]], [written[y]], true));
            (a, b) = (x + 1, y + 1);
        }
        return new TextMerge(blocks);
    }

    /// <summary>The text with what was taken at each place where they differ; what was not chosen is as suggested.</summary>
    public string With(IReadOnlyDictionary<string, string>? chosen)
    {
        var text = new StringBuilder();
        foreach (var paragraph in Blocks.SelectMany(block => block.Of(TakenOf(block, chosen))))
            text.Append(text.Length == 0 ? "" : "\n\n").Append(paragraph.Trim('\r', '\n').TrimEnd());
        return text.ToString();
    }

    public static Taken TakenOf(MergedBlock block, IReadOnlyDictionary<string, string>? chosen) =>
        chosen is not null
        && chosen.TryGetValue(block.Key, out var word)
        && Enum.TryParse<Taken>(word, ignoreCase: true, out var taken)
        && Enum.IsDefined(taken)
            ? taken
            : block.Suggested;

    public static string Plain(string paragraph) => paragraph.ReplaceLineEndings("\n").Trim();

    private static MergedBlock Differing(List<string> theirs, List<string> mine, OpenedText? opened)
    {
        var block = new MergedBlock(theirs, mine, false);
        if (opened is null)
            return block;
        var (theyKept, iKept) = (theirs.TrueForAll(opened.Has), mine.TrueForAll(opened.Has));
        return (theyKept, iKept) switch
        {
            // One may have left out what the other changed: nobody is to lose it unasked.
            (true, false) when theirs.Count == 0 => block,
            (false, true) when mine.Count == 0 => block,
            (false, true) => block with { Suggested = Taken.Theirs },
            (true, false) => block with { Suggested = Taken.Mine },
            // Nobody wrote anything new there: whoever has fewer left something out.
            (true, true) => block with { Suggested = theirs.Count < mine.Count ? Taken.Theirs : Taken.Mine },
            _ => block,
        };
    }

    // The longest sequence of paragraphs that are in both, as pairs of their places.
    private static List<(int Theirs, int Mine)> Common(List<string> theirs, List<string> mine)
    {
        var first = 0;
        while (first < theirs.Count && first < mine.Count && theirs[first] == mine[first])
            first++;
        var last = 0;
        while (last < theirs.Count - first && last < mine.Count - first && theirs[^(last + 1)] == mine[^(last + 1)])
            last++;
        return
        [
            .. Enumerable.Range(0, first).Select(at => (at, at)),
            .. Longest(theirs[first..^last], mine[first..^last]).Select(pair => (pair.A + first, pair.B + first)),
            .. Enumerable.Range(0, last).Select(at => (theirs.Count - last + at, mine.Count - last + at)),
        ];
    }

    private static List<(int A, int B)> Longest(List<string> one, List<string> other)
    {
        if ((long)one.Count * other.Count > MostPairs)
            return [];
        var lengths = new int[one.Count + 1, other.Count + 1];
        for (var i = one.Count - 1; i >= 0; i--)
        for (var j = other.Count - 1; j >= 0; j--)
            lengths[i, j] =
                one[i] == other[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        var pairs = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < one.Count && j < other.Count; )
            if (one[i] == other[j])
                pairs.Add((i++, j++));
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
                i++;
            else
                j++;
        return pairs;
    }
}
