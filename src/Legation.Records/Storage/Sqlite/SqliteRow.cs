using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using SQLitePCL;

namespace Legation.Records.Storage.Sqlite;

/// <summary>
/// The row at which a statement stands, for as long as it is mapped. Reads straight from the engine: a reader and its
/// parameters made anew for every query cost more than the query.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is a row; that a data reader can be enumerated is inherited.")]
internal sealed class SqliteRow(sqlite3_stmt statement) : DbDataReader
{
    public override int FieldCount => raw.sqlite3_column_count(statement);

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override int Depth => 0;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool IsDBNull(int ordinal) => TypeOf(ordinal) == raw.SQLITE_NULL;

    public override long GetInt64(int ordinal) => raw.sqlite3_column_int64(statement, NotNull(ordinal));

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override short GetInt16(int ordinal) => checked((short)GetInt64(ordinal));

    public override byte GetByte(int ordinal) => checked((byte)GetInt64(ordinal));

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    public override double GetDouble(int ordinal) => raw.sqlite3_column_double(statement, NotNull(ordinal));

    public override float GetFloat(int ordinal) => (float)GetDouble(ordinal);

    // By length: text may hold a NUL.
    public override string GetString(int ordinal) =>
        Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, NotNull(ordinal)));

    public override object GetValue(int ordinal) =>
        TypeOf(ordinal) switch
        {
            raw.SQLITE_INTEGER => GetInt64(ordinal),
            raw.SQLITE_FLOAT => GetDouble(ordinal),
            raw.SQLITE_TEXT => GetString(ordinal),
            raw.SQLITE_BLOB => raw.sqlite3_column_blob(statement, ordinal).ToArray(),
            _ => DBNull.Value,
        };

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
            values[i] = GetValue(i);
        return count;
    }

    public override string GetName(int ordinal) => raw.sqlite3_column_name(statement, ordinal).utf8_to_string();

    public override int GetOrdinal(string name) =>
        Enumerable
            .Range(0, FieldCount)
            .First(ordinal => string.Equals(GetName(ordinal), name, StringComparison.Ordinal));

    public override Type GetFieldType(int ordinal) => GetValue(ordinal).GetType();

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    // The session moves from row to row, not the one who maps it.
    public override bool Read() => throw new NotSupportedException();

    public override bool NextResult() => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();

    public override decimal GetDecimal(int ordinal) => throw new NotSupportedException();

    public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

    private int TypeOf(int ordinal) =>
        (uint)ordinal < (uint)FieldCount
            ? raw.sqlite3_column_type(statement, ordinal)
            : throw new ArgumentOutOfRangeException(nameof(ordinal));

    private int NotNull(int ordinal) =>
        TypeOf(ordinal) != raw.SQLITE_NULL ? ordinal : throw new InvalidOperationException("The value is null.");
}
