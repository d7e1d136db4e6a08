using System.Buffers;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Legation.Records.Storage.Sqlite;

/// <summary>
/// A prepared statement. It binds by position, straight on the engine: looking parameters up by name at every execution
/// was a third of the time of a commit.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    // Extended codes keep the primary one in the low byte.
    private const int PrimaryCode = 0xff;
    private const int OnStack = 512;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly int[] positions;
    private readonly SqliteRow row;

    public SqliteStatement(SqliteConnection connection, string sql, int parameters)
    {
        database = connection.Handle ?? throw new InvalidOperationException("The store is closed.");
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        row = new SqliteRow(statement);
        positions = new int[parameters];
        for (var i = 0; i < parameters; i++)
            positions[i] = raw.sqlite3_bind_parameter_index(
                statement,
                string.Create(CultureInfo.InvariantCulture, $"${i + 1}")
            );
    }

    /// <summary>
    /// Lets the statements of a connection keep the plan that they were prepared with. Otherwise the engine prepares one
    /// anew at each execution if it has a parameter where a partial index has a value (<c>state = $1</c>): that takes
    /// sixteen times as long as to run it (https://sqlite.org/queryplanner-ng.html#qpstab).
    /// </summary>
    public static void KeepPlans(SqliteConnection connection) =>
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);

    /// <summary>Runs it; returns the number of rows changed.</summary>
    public int Run(ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            Step();
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
        return raw.sqlite3_changes(database);
    }

    /// <summary>Runs it; maps each of its rows.</summary>
    public List<T> Read<T>(Func<DbDataReader, T> map, ReadOnlySpan<object?> values)
    {
        Bind(values);
        var rows = new List<T>();
        try
        {
            while (Step())
                rows.Add(map(row));
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
        return rows;
    }

    public void Dispose()
    {
        row.Dispose();
        statement.Dispose();
    }

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < positions.Length; i++)
            if (positions[i] > 0)
                Check(Bind(positions[i], values[i]));
    }

    private bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result is not raw.SQLITE_DONE and not raw.SQLITE_ROW)
            Throw(result);
        return result == raw.SQLITE_ROW;
    }

    private int Bind(int position, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(statement, position),
            long number => raw.sqlite3_bind_int64(statement, position, number),
            int number => raw.sqlite3_bind_int64(statement, position, number),
            bool flag => raw.sqlite3_bind_int64(statement, position, flag ? 1 : 0),
            string text => BindText(position, text),
            byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, position, 0),
            byte[] bytes => raw.sqlite3_bind_blob(statement, position, bytes),
            double number => raw.sqlite3_bind_double(statement, position, number),
            _ => throw new ArgumentException($"The store does not keep a {value.GetType().Name}.", nameof(value)),
        };

    // By length: text may hold a NUL.
    private int BindText(int position, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var bytes = most <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return raw.sqlite3_bind_text(statement, position, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // A row that breaks a constraint is at fault itself; all else is the store's.
    private void Throw(int result)
    {
        if ((result & PrimaryCode) == raw.SQLITE_CONSTRAINT)
            throw new ConstraintException(raw.sqlite3_errmsg(database).utf8_to_string());
        SqliteException.ThrowExceptionForRC(result, database);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, database);
    }
}
