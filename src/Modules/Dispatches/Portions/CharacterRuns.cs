namespace Legation.Dispatches.Portions;

/// <summary>
/// The runs of a few characters that words are made of, by which two paragraphs are told to be alike; characters, for scripts
/// without spaces have one word a paragraph.
/// </summary>
internal sealed class CharacterRuns
{
    private readonly Dictionary<string, int> counts;
    private readonly int total;

    public CharacterRuns(string plain, int length)
    {
        // What is shorter than a run is one.
        total = plain.Length == 0 ? 0 : Math.Max(1, plain.Length - length + 1);
        counts = Enumerable
            .Range(0, total)
            .Select(at => plain.Substring(at, Math.Min(length, plain.Length)))
            .CountBy(run => run, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Dice’s coefficient: twice what is in both, by all.</summary>
    public double LikenessTo(CharacterRuns other) =>
        total + other.total == 0 ? 0 : 2.0 * Both(other) / (total + other.total);

    /// <summary>How much of the shorter one is in the longer.</summary>
    public double ShareIn(CharacterRuns other) =>
        Math.Min(total, other.total) is > 0 and var shorter ? (double)Both(other) / shorter : 0;

    private int Both(CharacterRuns other) =>
        counts.Sum(run => Math.Min(run.Value, other.counts.GetValueOrDefault(run.Key)));
}
