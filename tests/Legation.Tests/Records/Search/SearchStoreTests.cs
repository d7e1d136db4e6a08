using CsCheck;
using Legation.Records;
using Legation.Records.Search;
using Legation.Records.Storage;
using Legation.Records.Storage.Sqlite;
using Legation.Tests.Records.Support;

namespace Legation.Tests.Records.Search;

/// <summary>What an index keeps, and that its file can go.</summary>
public sealed class SearchStoreTests : IDisposable
{
    private static readonly string[] Parts =
    [
        "a",
        "ab",
        "abc",
        "計",
        "画",
        "計画",
        "OR",
        "NOT",
        "x-y",
        "7",
        " ",
        " ",
        "。",
    ];

    private static readonly string[] Syntax =
    [
        "\"",
        "*",
        "(",
        ")",
        "^",
        ":",
        "{",
        "}",
        "+",
        "'",
        ";",
        "-",
        "NEAR(",
        "tokens:",
        " AND ",
        "ab",
    ];

    private static readonly Gen<string> Text = Gen.Int[0, Parts.Length - 1]
        .Select(i => Parts[i])
        .Array[1, 14]
        .Select(string.Concat);

    private static readonly Gen<string> Written = Gen.OneOf(
        Text,
        Gen.Int[0, Syntax.Length - 1].Select(i => Syntax[i]).Array[1, 8].Select(string.Concat)
    );

    private readonly TempFolder folder = new();
    private readonly SqliteStore store;
    private ISearchStore index;

    public SearchStoreTests()
    {
        store = SqliteStore.Open(folder.File("journal.db"));
        index = store.OpenSearch();
    }

    public void Dispose()
    {
        index.Dispose();
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void it_finds_what_the_query_says_of_each_text_the_newest_first()
    {
        Gen.Select(Text.Array[1, 30], Written.Array[1, 10], Gen.Long[1, 31])
            .Sample(
                (texts, queries, before) =>
                {
                    index.Renew();
                    index.Put([], [.. texts.Select((text, i) => Entry(i + 1, text))], Mark(texts.Length));
                    foreach (var query in queries.Select(SearchQuery.Read))
                    {
                        var found = Enumerable.Range(1, texts.Length).Where(i => query.Matches([texts[i - 1]]));
                        var newest = found.Select(i => (long)i).Reverse().ToList();
                        index.Find(query, before).ShouldBe(newest.Where(i => i < before));
                        index.Among(query, [3, 1, 2]).ShouldBe(new long[] { 3, 1, 2 }.Where(newest.Contains));
                    }
                },
                iter: 60,
                threads: 1
            );
    }

    [Fact]
    public void what_takes_the_place_of_a_text_is_found_and_that_is_not()
    {
        index.Put([], [Entry(1, "old"), Entry(2, "kept")], Mark(2));

        index.Put([1], [Entry(3, "fresh"), Entry(2, "changed")], Mark(3));

        Find("old").ShouldBeEmpty();
        Find("kept").ShouldBeEmpty();
        Find("fresh").ShouldBe([3]);
        Find("changed").ShouldBe([2]);
        index.Mark.ShouldBe(Mark(3));
    }

    [Fact]
    public void it_is_there_when_it_is_opened_again()
    {
        index.Put([], [Entry(1, "kept")], Mark(1));

        Reopen();

        Find("kept").ShouldBe([1]);
        index.Mark.ShouldBe(Mark(1));
        index.WasThrownAway.ShouldBeFalse();
    }

    [Fact]
    public void one_that_was_deleted_begins_anew()
    {
        index.Put([], [Entry(1, "kept")], Mark(1));

        Reopen(() => folder.File("search.db").Delete());

        index.Mark.Position.ShouldBe(0);
        index.WasThrownAway.ShouldBeFalse();
    }

    [Fact]
    public void one_that_is_damaged_is_thrown_away()
    {
        index.Put([], [Entry(1, "kept")], Mark(1));

        Reopen(() => File.WriteAllText(folder.File("search.db").FullName, new string('x', 20_000)));

        index.Mark.Position.ShouldBe(0);
        index.WasThrownAway.ShouldBeTrue();
        index.Put([], [Entry(1, "again")], Mark(1));
        Find("again").ShouldBe([1]);
    }

    [Fact]
    public void nobody_else_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");
        index.Put([], [Entry(1, "kept")], Mark(1));

        foreach (var file in folder.Info.GetFiles("search.db*"))
            file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.Name);
    }

    private IEnumerable<long> Find(string words) => index.Find(SearchQuery.Read(words), long.MaxValue);

    private static SearchEntry Entry(long position, string text) => new(position, SearchTokens.Of([text]));

    private static SearchMark Mark(long position) => new(position, Digest.Of([(byte)position]));

    private void Reopen(Action? meanwhile = null)
    {
        index.Dispose();
        meanwhile?.Invoke();
        index = store.OpenSearch();
    }
}
