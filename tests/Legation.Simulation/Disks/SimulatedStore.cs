using Legation.Records.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Legation.Simulation;

/// <summary>The store of a node whose disk is simulated.</summary>
internal sealed class SimulatedStore(SimulatedDisk disk) : IRecordStore
{
    public IWriteSession OpenWriter() => new Session(disk, seesOpenWork: true);

    public IReadSession OpenReader() => new Session(disk, seesOpenWork: false);

    public void ConfigureReading(DbContextOptionsBuilder options) => options.UseSqlite(disk.Connection);

    public bool PrepareProjections(string module, string script) => disk.PrepareProjections(module, script);

    public void MigrateState(string part, IReadOnlyList<string> scripts) => disk.Migrate(part, scripts);

    /// <summary>The disk outlives it.</summary>
    public void Dispose() { }

    private sealed class Session(SimulatedDisk disk, bool seesOpenWork) : IWriteSession
    {
        public void Begin() => disk.Begin();

        public void Commit() => disk.Commit();

        public void Rollback() => disk.Rollback();

        public void Append(in JournalEntry entry) => disk.Execute(SqliteSession.InsertEntry, SqliteSession.Row(entry));

        public int Execute(string sql, params ReadOnlySpan<object?> values) => disk.Execute(sql, values);

        public int ExecuteOnShadow(string sql, params ReadOnlySpan<object?> values) =>
            disk.Execute(SqliteShadow.Redirect(sql), values);

        public void CreateShadow(string script)
        {
            foreach (var table in SqliteShadow.Tables(script))
                disk.Once($"DROP TABLE IF EXISTS {SqliteShadow.Redirect(table)}");
            disk.Once(SqliteShadow.Definition(script, disk.Once("PRAGMA schema_version")!.ToString()!));
        }

        public void SwapShadow(string script)
        {
            foreach (var table in SqliteShadow.Tables(script))
            {
                disk.Once($"DROP TABLE {table}");
                disk.Once($"ALTER TABLE {SqliteShadow.Redirect(table)} RENAME TO {table}");
            }
            disk.Execute(SqliteShadow.Complete, [SqliteShadow.Hash(script)]);
        }

        public List<T> Query<T>(
            string sql,
            Func<System.Data.Common.DbDataReader, T> map,
            params ReadOnlySpan<object?> values
        ) => seesOpenWork ? disk.Query(sql, map, values) : disk.QueryCommitted(sql, map, values);

        public void Dispose() { }
    }
}
