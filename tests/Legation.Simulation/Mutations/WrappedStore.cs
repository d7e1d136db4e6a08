using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Legation.Simulation;

/// <summary>A store of which a mutation changes what it needs to.</summary>
internal abstract class WrappedStore(IRecordStore store) : IRecordStore
{
    public virtual IWriteSession OpenWriter() => new WrappedSession(store.OpenWriter(), this);

    public IReadSession OpenReader() => new WrappedSession((IWriteSession)store.OpenReader(), this);

    public void ConfigureReading(DbContextOptionsBuilder options) => store.ConfigureReading(options);

    public bool PrepareProjections(string module, string script) => store.PrepareProjections(module, script);

    public void MigrateState(string part, IReadOnlyList<string> scripts) => store.MigrateState(part, scripts);

    public void Dispose() => store.Dispose();

    /// <summary>The statement that is run instead.</summary>
    public virtual string Instead(string sql) => sql;
}

/// <summary>A session of a wrapped store.</summary>
internal sealed class WrappedSession(IWriteSession session, WrappedStore store) : IWriteSession
{
    public void Begin() => session.Begin();

    public void Commit() => session.Commit();

    public void Rollback() => session.Rollback();

    public void Append(in JournalEntry entry) => session.Append(entry);

    public int Execute(string sql, params ReadOnlySpan<object?> values) => session.Execute(store.Instead(sql), values);

    public int ExecuteOnShadow(string sql, params ReadOnlySpan<object?> values) => session.ExecuteOnShadow(sql, values);

    public void CreateShadow(string script) => session.CreateShadow(script);

    public void SwapShadow(string script) => session.SwapShadow(script);

    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values) =>
        session.Query(store.Instead(sql), map, values);

    public void Dispose() => session.Dispose();
}
