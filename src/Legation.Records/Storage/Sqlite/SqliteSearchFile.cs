using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Legation.Records.Storage.Sqlite;

/// <summary>
/// The file of a search index: made if it is not there, and thrown away if it is of another definition or cannot be read.
/// Nobody but the node's account reads it: it holds every word of every dispatch.
/// </summary>
internal sealed class SqliteSearchFile(FileInfo file)
{
    // Counts changes of the tables, of the tokens, and of what kinds have indexed.
    private const long Definition = 1;
    private const int MostMilliseconds = 10_000;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string readString = new SqliteConnectionStringBuilder
    {
        DataSource = file.FullName,
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = true,
    }.ToString();

    /// <summary>Opens the one connection that writes; true if the index had to be begun anew although there was one.</summary>
    public (SqliteConnection Writer, bool WasThrownAway) Open()
    {
        var wasThere = file.Exists && file.Length > 0;
        if (wasThere && TryOpen() is { } known)
            return (known, false);
        ThrowAway();
        return (Make(), wasThere);
    }

    /// <summary>Opens a connection that reads.</summary>
    public SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(readString);
        connection.Open();
        raw.sqlite3_busy_timeout(connection.Handle, MostMilliseconds);
        return connection;
    }

    /// <summary>Closes readers that are not in use.</summary>
    public void CloseReaders()
    {
        using var pool = new SqliteConnection(readString);
        SqliteConnection.ClearPool(pool);
    }

    /// <summary>Deletes the file. Whoever still reads it reads on in what is deleted.</summary>
    public void ThrowAway()
    {
        CloseReaders();
        foreach (var part in new[] { "", "-wal", "-shm" })
            File.Delete(file.FullName + part);
        file.Refresh();
    }

    private SqliteConnection? TryOpen()
    {
        SqliteConnection? connection = null;
        try
        {
            connection = OpenWriter();
            if (Convert.ToInt64(Run(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture) == Definition)
                return connection;
        }
        catch (SqliteException) { }
        connection?.Dispose();
        return null;
    }

    private SqliteConnection Make()
    {
        using (new FileStream(file.FullName, NewFile())) { }
        var connection = OpenWriter();
        using var transaction = connection.BeginTransaction();
        Run(connection, EmbeddedSql.Read(typeof(SqliteStore), "search.sql"));
        Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Definition}"));
        transaction.Commit();
        return connection;
    }

    // Not synced at each commit: what a loss of power takes is indexed again.
    private SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file.FullName, Pooling = false }.ToString()
        );
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, MostMilliseconds);
            Run(connection, "PRAGMA page_size = 8192");
            Run(connection, "PRAGMA journal_mode = WAL");
            Run(connection, "PRAGMA synchronous = NORMAL");
            Run(connection, "PRAGMA wal_autocheckpoint = 4000");
            Run(connection, "PRAGMA cache_size = -32000");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
