namespace Legation.Dispatches.Releasable;

/// <summary>
/// Tells which of many phrases stand in a text, whatever the case of their letters, in one pass over it (Aho and Corasick):
/// to look for each by itself takes minutes in a long text.
/// </summary>
internal sealed class Phrases
{
    private readonly Dictionary<(int Beginning, char Letter), int> longer = [];

    // For each beginning of a phrase, the longest other beginning with which it ends.
    private readonly List<int> endings = [0];
    private readonly Dictionary<int, string> whole = [];

    public Phrases(IEnumerable<string> phrases)
    {
        var all = phrases
            .Select(phrase => phrase.ToUpperInvariant())
            .Distinct()
            .OrderByDescending(phrase => phrase.Length);
        var left = all.ToList();
        var reached = new int[left.Count];
        // By length, so that all shorter beginnings are known.
        for (var length = 0; left.Count > 0; length++)
        {
            while (left.Count > 0 && left[^1].Length == length)
            {
                whole[reached[left.Count - 1]] = left[^1];
                left.RemoveAt(left.Count - 1);
            }
            for (var i = 0; i < left.Count; i++)
                reached[i] = Grown(reached[i], left[i][length]);
        }
    }

    /// <summary>Those that stand in a text.</summary>
    public IReadOnlySet<string> In(string text)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var seen = new bool[endings.Count];
        var at = 0;
        foreach (var letter in text.ToUpperInvariant())
        {
            at = After(at, letter);
            for (var ending = at; ending > 0 && !seen[ending]; ending = endings[ending])
            {
                seen[ending] = true;
                if (whole.TryGetValue(ending, out var phrase))
                    found.Add(phrase);
            }
        }
        return found;
    }

    private int Grown(int beginning, char letter)
    {
        if (longer.TryGetValue((beginning, letter), out var known))
            return known;
        var grown = endings.Count;
        endings.Add(beginning == 0 ? 0 : After(endings[beginning], letter));
        return longer[(beginning, letter)] = grown;
    }

    private int After(int beginning, char letter)
    {
        int next;
        while (!longer.TryGetValue((beginning, letter), out next) && beginning > 0)
            beginning = endings[beginning];
        return next;
    }
}
