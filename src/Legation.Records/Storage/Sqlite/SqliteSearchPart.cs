using System.Globalization;
using System.Text;
using Legation.Records.Search;

namespace Legation.Records.Storage.Sqlite;

/// <summary>
/// A part of the search index: an FTS5 table without contents, whose row ids are positions of the journal. Its tokenizer
/// splits at blanks and changes nothing: tokens are made before.
/// </summary>
/// <param name="Number">Its number.</param>
/// <param name="First">From which position on; the first part also has what comes before.</param>
/// <param name="Last">The highest position that was entered.</param>
/// <param name="Entries">How many were entered.</param>
internal sealed record SqliteSearchPart(long Number, long First, long Last, long Entries)
{
    /// <summary>Parts as a query reads them, the newest first.</summary>
    public const string All = "SELECT number, first, last, entries FROM part ORDER BY first DESC";

    public const string Note = """
        INSERT INTO part (number, first, last, entries) VALUES ($1, $2, $3, $4)
        ON CONFLICT (number) DO UPDATE SET last = excluded.last, entries = excluded.entries
        """;

    // What is merged and, for the beginning of a word, gathered at once is at most so much.
    private const int MostEntries = 65_536;

    // Bytes gathered in memory before they are written: in smaller portions they are merged more often.
    private const int Gathered = 16_000_000;

    /// <summary>Whether what stands at a position at or after its first belongs into it: else it begins a new part.</summary>
    public bool Takes(long position) => position <= Last || Entries < MostEntries;

    public SqliteSearchPart With(long position) => this with { Last = Math.Max(Last, position), Entries = Entries + 1 };

    public IReadOnlyList<string> Creation =>
        [
            $"""
                CREATE VIRTUAL TABLE {Table} USING fts5(
                  tokens, content = '', contentless_delete = 1, detail = full, tokenize = 'ascii'
                )
                """,
            string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO {Table} ({Table}, rank) VALUES ('hashsize', {Gathered})"
            ),
        ];

    public string Put => $"REPLACE INTO {Table} (rowid, tokens) VALUES ($1, $2)";

    public string Delete => $"DELETE FROM {Table} WHERE rowid = $1";

    public string Before => $"SELECT rowid FROM {Table} WHERE {Table} MATCH $1 AND rowid < $2 ORDER BY rowid DESC";

    public string At => $"SELECT rowid FROM {Table} WHERE {Table} MATCH $1 AND rowid = $2";

    /// <summary>A query as FTS5 reads it: every token stands in quotation marks, and has none.</summary>
    public static string Expression(SearchQuery query)
    {
        var expression = new StringBuilder();
        foreach (var phrase in query.Phrases)
            expression
                .Append(expression.Length == 0 ? "" : " AND ")
                .Append('"')
                .AppendJoin(' ', phrase.Tokens)
                .Append(phrase.IsPrefix ? "\" *" : "\"");
        return expression.ToString();
    }

    private string Table => string.Create(CultureInfo.InvariantCulture, $"words_{Number}");
}
