using System.Text;
using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Bench;

/// <summary>Texts of 2 KB whose words are as frequent as words are: the second half as often as the first.</summary>
internal sealed class SearchWords
{
    private const int Vocabulary = 50_000;
    private const int WordsOfText = 260;
    private const int Texts = 4096;
    private const string Letters = "etaoinshrdlucmfwypvbgk";

    private readonly string[] texts;

    public SearchWords()
    {
        var random = new Random(1);
        var words = Enumerable.Range(0, Vocabulary).Select(_ => Word(random)).ToArray();
        texts = [.. Enumerable.Range(0, Texts).Select(_ => Text(random, words))];
    }

    /// <summary>The text of a number.</summary>
    public string Text(int number) =>
        FormattableString.Invariant(
            $"Exercise SEL-KQT 2026/{number % 10_000:D4} {(number % 1000 == 0 ? "kestrel" : "falcon")} {(number % 10 == 0 ? "岸田首相は新しい計画を発表した。" : "")} {texts[number % Texts]}"
        );

    /// <summary>So many records with these texts.</summary>
    public SignedRecord[] Records(RecordMaker maker, int count)
    {
        var at = TimeProvider.System.GetUtcNow();
        var author = new Author(RecordId.New("person", at), RecordId.New("post", at));
        var intent = new RecordIntent(author, SampleRecords.Label, [RecordId.New("office", at)]);
        var records = new SignedRecord[count];
        Parallel.For(
            0,
            count,
            i => records[i] = maker.First(maker.NewId(AccessSample.Kind), intent, new { text = Text(i) })
        );
        return records;
    }

    private static string Word(Random random)
    {
        var word = new StringBuilder();
        for (var i = random.Next(3, 11); i > 0; i--)
            word.Append(Letters[(int)(random.NextDouble() * random.NextDouble() * Letters.Length)]);
        return word.ToString();
    }

    // The word of rank n comes about once where the first comes n times.
    private static string Text(Random random, string[] words) =>
        string.Join(
            ' ',
            Enumerable.Range(0, WordsOfText).Select(_ => words[(int)Math.Pow(Vocabulary, random.NextDouble()) - 1])
        );
}
