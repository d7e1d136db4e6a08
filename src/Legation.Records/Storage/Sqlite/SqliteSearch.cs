using System.Collections.Immutable;
using System.Data.Common;
using Legation.Records.Search;
using Microsoft.Data.Sqlite;

namespace Legation.Records.Storage.Sqlite;

/// <summary>A search index in an SQLite file of its own, by FTS5.</summary>
internal sealed class SqliteSearch : ISearchStore
{
    private readonly Lock gate = new();

    // Nobody opens a file that is not whole yet.
    private readonly Lock making = new();
    private readonly SqliteSearchFile file;
    private SqliteSession writer;
    private ImmutableList<SqliteSearchPart> parts;

    public SqliteSearch(FileInfo path)
    {
        file = new SqliteSearchFile(path);
        (var connection, WasThrownAway) = file.Open();
        writer = new SqliteSession(connection);
        parts = [.. writer.Query(SqliteSearchPart.All, MapPart)];
    }

    public bool WasThrownAway { get; }

    public SearchMark Mark
    {
        get
        {
            using var reader = new SqliteSession(OpenReader());
            return reader
                .Query(
                    "SELECT position, leaf FROM mark",
                    r => new SearchMark(r.GetInt64(0), new Digest((byte[])r.GetValue(1)))
                )
                .Single();
        }
    }

    public void Put(IReadOnlyList<long> gone, IReadOnlyList<SearchEntry> entries, SearchMark mark)
    {
        lock (gate)
        {
            var before = parts;
            writer.Begin();
            try
            {
                Remove(gone);
                foreach (var entry in entries)
                    Put(entry);
                foreach (var part in parts.Except(before))
                    writer.Execute(SqliteSearchPart.Note, part.Number, part.First, part.Last, part.Entries);
                writer.Execute("UPDATE mark SET position = $1, leaf = $2", mark.Position, mark.Leaf.ToBytes());
                writer.Commit();
            }
            catch
            {
                parts = before;
                writer.Rollback();
                throw;
            }
        }
    }

    public IEnumerable<long> Find(SearchQuery query, long before)
    {
        if (query.Phrases.IsEmpty)
            yield break;
        using var connection = OpenReader();
        var known = Parts(connection);
        foreach (var part in known.Where(part => part.First < before || part == known[^1]))
        {
            using var command = Command(connection, part.Before, SqliteSearchPart.Expression(query), before);
            using var rows = command.ExecuteReader();
            while (rows.Read())
                yield return rows.GetInt64(0);
        }
    }

    public IEnumerable<long> Among(SearchQuery query, IEnumerable<long> positions)
    {
        if (query.Phrases.IsEmpty)
            yield break;
        using var session = new SqliteSession(OpenReader());
        var known = session.Query(SqliteSearchPart.All, MapPart);
        var expression = SqliteSearchPart.Expression(query);
        foreach (var position in positions)
            if (
                PartOf(position, known) is { } part
                && session.Query(part.At, r => r.GetInt64(0), expression, position).Count > 0
            )
                yield return position;
    }

    public void Renew()
    {
        lock (gate)
        {
            writer.Dispose();
            lock (making)
            {
                file.ThrowAway();
                writer = new SqliteSession(file.Open().Writer);
            }
            parts = [];
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        file.CloseReaders();
    }

    private SqliteConnection OpenReader()
    {
        lock (making)
            return file.OpenReader();
    }

    private void Remove(IReadOnlyList<long> gone)
    {
        foreach (var position in gone)
            if (PartOf(position, parts) is { } part)
                writer.Execute(part.Delete, position);
    }

    private void Put(in SearchEntry entry)
    {
        var part =
            PartOf(entry.Position, parts) is { } found && found.Takes(entry.Position) ? found : Begin(entry.Position);
        writer.Execute(part.Put, entry.Position, string.Join(' ', entry.Tokens));
        parts = parts.Replace(part, part.With(entry.Position));
    }

    private SqliteSearchPart Begin(long position)
    {
        var part = new SqliteSearchPart(parts.Count + 1, position, position, 0);
        foreach (var statement in part.Creation)
            writer.Execute(statement);
        parts = parts.Insert(0, part);
        return part;
    }

    private static SqliteSearchPart? PartOf(long position, IReadOnlyList<SqliteSearchPart> known) =>
        known.FirstOrDefault(part => part.First <= position) ?? (known is [.., var last] ? last : null);

    private static List<SqliteSearchPart> Parts(SqliteConnection connection)
    {
        var known = new List<SqliteSearchPart>();
        using var command = Command(connection, SqliteSearchPart.All);
        using var rows = command.ExecuteReader();
        while (rows.Read())
            known.Add(MapPart(rows));
        return known;
    }

    private static SqliteSearchPart MapPart(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command;
    }
}
