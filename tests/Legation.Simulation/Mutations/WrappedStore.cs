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
    public virtual string Instead(string sql, ReadOnlySpan<object?> values) => sql;

    /// <summary>A transaction begins.</summary>
    public virtual void Begun() { }

    /// <summary>A transaction was committed, or failed in that.</summary>
    public virtual void Committed() { }
}

/// <summary>A session of a wrapped store.</summary>
internal sealed class WrappedSession(IWriteSession session, WrappedStore store) : IWriteSession
{
    public void Begin()
    {
        store.Begun();
        session.Begin();
    }

    public void Commit()
    {
        try
        {
            session.Commit();
        }
        finally
        {
            store.Committed();
        }
    }

    public void Rollback() => session.Rollback();

    public void Append(in JournalEntry entry) => session.Append(entry);

    public int Execute(string sql, params ReadOnlySpan<object?> values) =>
        session.Execute(store.Instead(sql, values), values);

    public int ExecuteOnShadow(string sql, params ReadOnlySpan<object?> values) => session.ExecuteOnShadow(sql, values);

    public void CreateShadow(string script) => session.CreateShadow(script);

    public void SwapShadow(string script) => session.SwapShadow(script);

    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values) =>
        session.Query(store.Instead(sql, values), map, values);

    public void Dispose() => session.Dispose();
}
