using System.Text;

namespace Legation.TextImport.Writing;

/// <summary>Joins stretches that stand side by side, each letter copied once however many there are.</summary>
internal static class Stretches
{
    /// <param name="parts">The stretches in their order.</param>
    /// <param name="areOne">Whether the second belongs to the first.</param>
    /// <param name="text">The words of one.</param>
    /// <param name="with">The first, with the words of all that belong to it.</param>
    public static List<T> Joined<T>(
        IReadOnlyList<T> parts,
        Func<T, T, bool> areOne,
        Func<T, string> text,
        Func<T, string, T> with
    )
    {
        var joined = new List<T>();
        var words = new StringBuilder();
        for (var next = 0; next < parts.Count; )
        {
            var first = parts[next++];
            words.Clear().Append(text(first));
            for (; next < parts.Count && areOne(first, parts[next]); next++)
                words.Append(text(parts[next]));
            joined.Add(words.Length == text(first).Length ? first : with(first, words.ToString()));
        }
        return joined;
    }
}
