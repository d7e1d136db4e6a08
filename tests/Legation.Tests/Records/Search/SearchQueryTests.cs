using CsCheck;
using Legation.Records.Search;

namespace Legation.Tests.Records.Search;

/// <summary>Which texts a search finds, whatever keeps the index.</summary>
public sealed class SearchQueryTests
{
    private static readonly string[] Parts =
    [
        "plan",
        "Plán",
        "SEL-KQT",
        "2026/0003",
        "l’Union",
        "Straße",
        "計画",
        "岸田首相",
        "カタカナ",
        "회담이",
        "ﾊﾝｶｸ",
        "第3回",
        "ώρα",
        "съезд",
    ];

    private static readonly Gen<string[]> Words = Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[1, 12];

    private static readonly Gen<string> Any = Gen.OneOf(Gen.String, Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]))
        .Array[0, 6]
        .Select(string.Concat);

    [Theory]
    [InlineData("計画")]
    [InlineData("岸田")]
    [InlineData("首相")]
    [InlineData("회담")]
    [InlineData("会")]
    [InlineData("談")]
    [InlineData("会談。")]
    [InlineData("カタカナ")]
    [InlineData("ｶﾀｶﾅ")]
    public void a_word_is_found_in_a_sentence_without_spaces(string words) =>
        Finds(words, "岸田首相は新しい計画とカタカナ語について会談。정상회담이 열렸다.").ShouldBeTrue();

    [Theory]
    [InlineData("SEL-KQT 2026/0003")]
    [InlineData("sel-kqt")]
    [InlineData("KQT")]
    [InlineData("2026/0003")]
    [InlineData("0003")]
    [InlineData("SEL-KQT 2026/00")]
    public void a_number_is_found_whole_and_by_its_parts(string words) =>
        Finds(words, "SEL-KQT 2026/0003").ShouldBeTrue();

    [Theory]
    [InlineData("Zurich", "In Zürich")]
    [InlineData("ZÜRICH", "in zürich")]
    [InlineData("strasse", "Bahnhofstraße 1, Straße 2")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ΩΡΑ", "η ώρα")]
    [InlineData("ﬁnal", "the final act")]
    [InlineData("№5", "No5")]
    public void case_diacritics_and_forms_do_not_matter(string words, string text) => Finds(words, text).ShouldBeTrue();

    [Theory]
    [InlineData("か", "が")]
    [InlineData("и", "й")]
    public void other_letters_are_others(string words, string text) => Finds(words, text).ShouldBeFalse();

    [Theory]
    [InlineData("berthing fees", true)]
    [InlineData("fees berthing", true)]
    [InlineData("\"berthing fees\"", true)]
    [InlineData("“berthing fees”", true)]
    [InlineData("\"fees berthing\"", false)]
    [InlineData("\"berthing fees", true)]
    [InlineData("berth", true)]
    [InlineData("berth fees", false)]
    [InlineData("\"berth\"", false)]
    [InlineData("be", false)]
    [InlineData("erthing", false)]
    [InlineData("berthing tax", false)]
    [InlineData("?!", false)]
    public void all_words_a_phrase_and_the_beginning_of_the_last(string words, bool found) =>
        Finds(words, "The berthing fees rise in spring.").ShouldBe(found);

    [Fact]
    public void a_phrase_does_not_reach_from_one_text_into_the_next() =>
        SearchQuery.Read("\"fees They\"").Matches(["Berthing fees", "They rise"]).ShouldBeFalse();

    [Fact]
    public void a_text_is_found_by_every_word_of_it_and_by_all_together() =>
        Words.Sample(words =>
        {
            var text = string.Join(' ', words);
            return words.All(word => Finds(word, text))
                && Finds(text, text)
                && Finds($"\"{text}\"", text)
                && words.All(word => Finds($"\"{word}\"", text));
        });

    [Fact]
    public void a_text_is_found_by_every_two_neighbours_of_a_script_without_spaces() =>
        Gen.Char['\u4E00', '\u9FFF']
            .Array[2, 40]
            .Sample(characters =>
            {
                var text = $"plan {new string(characters)} 2026";
                return Enumerable
                    .Range(0, characters.Length - 1)
                    .All(i => Finds(new string(characters, i, 2), text) && Finds(characters[i].ToString(), text));
            });

    [Fact]
    public void whatever_is_written_can_be_searched_for() =>
        Any.Sample(text => SearchQuery.Read(text).Phrases.Length <= 32);

    private static bool Finds(string words, string text) => SearchQuery.Read(words).Matches([text]);
}
