using System.Data.Common;
using Legation.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Legation.Tests.Records.Support;

/// <summary>A store that stops taking anything right behind a commit, as if the power had failed then.</summary>
internal sealed class StoppingStore(IRecordStore store) : IRecordStore
{
    /// <summary>Part of a statement; behind the commit of a transaction that ran one with it, the store stops.</summary>
    public string? StopsBehind { get; set; }

    /// <summary>Part of a statement; the next commit of a transaction that ran one with it is said to have failed.</summary>
    public string? FailsBehind { get; set; }

    public bool Stopped { get; private set; }

    public IWriteSession OpenWriter() => new Writer(this, store.OpenWriter());

    public IReadSession OpenReader() => store.OpenReader();

    public void ConfigureReading(DbContextOptionsBuilder options) => store.ConfigureReading(options);

    public bool PrepareProjections(string module, string script) => store.PrepareProjections(module, script);

    public void MigrateState(string part, IReadOnlyList<string> scripts) => store.MigrateState(part, scripts);

    public void Dispose() => store.Dispose();

    private sealed class Writer(StoppingStore owner, IWriteSession session) : IWriteSession
    {
        private bool stops;
        private bool fails;

        public void Begin()
        {
            if (owner.Stopped)
                throw new IOException("The store has stopped.");
            (stops, fails) = (false, false);
            session.Begin();
        }

        public void Commit()
        {
            session.Commit();
            owner.Stopped = stops;
            if (stops)
                throw new IOException("The store stops.");
            if (!fails)
                return;
            owner.FailsBehind = null;
            throw new IOException("The store does not answer.");
        }

        public void Rollback()
        {
            if (!owner.Stopped)
                session.Rollback();
        }

        public int Execute(string sql, params ReadOnlySpan<object?> values)
        {
            stops |= owner.StopsBehind is { } part && sql.Contains(part, StringComparison.Ordinal);
            fails |= owner.FailsBehind is { } other && sql.Contains(other, StringComparison.Ordinal);
            return session.Execute(sql, values);
        }

        public void Append(in JournalEntry entry) => session.Append(entry);

        public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values) =>
            session.Query(sql, map, values);

        public int ExecuteOnShadow(string sql, params ReadOnlySpan<object?> values) =>
            session.ExecuteOnShadow(sql, values);

        public void CreateShadow(string script) => session.CreateShadow(script);

        public void SwapShadow(string script) => session.SwapShadow(script);

        public void Dispose() => session.Dispose();
    }
}
