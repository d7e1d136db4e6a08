using System.Text;

namespace Legation.Bench;

/// <summary>Texts of 2 KB as reports are made of: few words often, many words rarely, and a Japanese sentence.</summary>
internal static class RegisterWords
{
    /// <summary>In every text.</summary>
    public const string Common = "report";

    /// <summary>In one text of a thousand.</summary>
    public const string Rare = "lighthouse";

    /// <summary>In the running text of one in ten, between other characters.</summary>
    public const string InSentence = "計画";

    private const int Words = 4_000;
    private const int Size = 1_700;
    private const string Sentence = "先方は来年度の共同訓練計画について説明を求めた。";

    public static string Subject(int i) =>
        FormattableString.Invariant($"Weekly {Common} on {Word(i % 97)} {Word(i % 389)}");

    public static string Text(int i)
    {
        var text = new StringBuilder("1. ");
        var state = (uint)i * 2_654_435_761;
        while (text.Length < Size)
        {
            state = state * 1_664_525 + 1_013_904_223;
            // Small numbers come often, as words do.
            var drawn = (state >> 8) / (double)(1 << 24);
            text.Append(Word((int)(drawn * drawn * drawn * Words))).Append(' ');
        }
        text.Append(Common);
        if (i % 1000 == 0)
            text.Append(' ').Append(Rare);
        if (i % 10 == 0)
            text.Append("\n\n2. ").Append(Sentence);
        return text.ToString();
    }

    private static string Word(int number)
    {
        const string Consonants = "bdfgklmnprst";
        const string Vowels = "aeiou";
        var word = new StringBuilder();
        for (var rest = number + 60; rest > 0; rest /= 60)
            word.Append(Consonants[rest % 60 / 5]).Append(Vowels[rest % 5]);
        return word.ToString();
    }
}
