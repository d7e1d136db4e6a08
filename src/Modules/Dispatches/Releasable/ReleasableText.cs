using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Legation.Dispatches.Portions;
using Legation.Records;

namespace Legation.Dispatches.Releasable;

/// <summary>What is proposed, as the proposal keeps it.</summary>
/// <param name="Original">Hash of the version that was read.</param>
/// <param name="For">Whom it is for.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Markdown.</param>
internal sealed record ReleasableContent(string Original, IReadOnlyList<RecordId> For, string Subject, string Text)
{
    public string Write() => JsonSerializer.Serialize(this, RecordMaker.BodyJson);

    public static ReleasableContent Read(string json) =>
        JsonSerializer.Deserialize<ReleasableContent>(json, RecordMaker.BodyJson)!;
}

/// <summary>The text that the chosen may have, and what two people should look at.</summary>
/// <param name="Text">Without what they may not have, numbered anew.</param>
/// <param name="LeftOut">The paragraphs that they may not have.</param>
/// <param name="Kept">The others.</param>
internal sealed record ReleasableText(string Text, ImmutableArray<Portion> LeftOut, ImmutableArray<Portion> Kept);

/// <summary>What no program can leave out, pointed out to people.</summary>
internal static partial class ReleasableRemarks
{
    private const int ShortestSentence = 24;

    /// <summary>Sentences about a text from which paragraphs were left out.</summary>
    public static IReadOnlyList<string> On(string text, PortionedText original, IEnumerable<Portion> leftOut) =>
        [
            .. References()
                .Matches(text)
                .Select(found => found.Value)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(words => $"“{words}”: the paragraphs have other numbers now, and some are not there."),
            .. Repeated(text, original, leftOut),
        ];

    /// <summary>What of a text are sentences of paragraphs that are left out.</summary>
    public static IEnumerable<string> Repeated(string text, PortionedText original, IEnumerable<Portion> leftOut)
    {
        var sentences = (
            from portion in leftOut
            from words in Sentences().Split(original.WordsOf(portion))
            let sentence = SubjectName.OneSpaced(words)
            where sentence.Length >= ShortestSentence
            select (portion, sentence)
        ).ToList();
        var found = new Phrases(sentences.Select(entry => entry.sentence)).In(SubjectName.OneSpaced(text));
        return sentences
            .Where(entry => found.Contains(entry.sentence))
            .Select(entry => $"“{entry.sentence}” stands also in {entry.portion.Name}, which is left out.");
    }

    [GeneratedRegex(
        @"\b(?:paragraphs?|paras?\.?|§+|items?|points?)\s*[0-9]+(?:\s*(?:,|and|to|–|-)\s*[0-9]+)*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex References();

    [GeneratedRegex(@"(?<=[.!?。！？])\s*|[\r\n]{2,}")]
    private static partial Regex Sentences();
}
