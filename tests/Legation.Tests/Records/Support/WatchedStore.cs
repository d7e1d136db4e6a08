using System.Data.Common;
using Legation.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Legation.Tests.Records.Support;

/// <summary>Notes every statement that is read from a store, and how often.</summary>
internal sealed class WatchedStore(IRecordStore store) : IRecordStore
{
    public List<string> Asked { get; } = [];

    public IWriteSession OpenWriter() => store.OpenWriter();

    public IReadSession OpenReader() => new Reader(Asked, store.OpenReader());

    public void ConfigureReading(DbContextOptionsBuilder options) => store.ConfigureReading(options);

    public bool PrepareProjections(string module, string script) => store.PrepareProjections(module, script);

    public void MigrateState(string part, IReadOnlyList<string> scripts) => store.MigrateState(part, scripts);

    public void Dispose() { }

    private sealed class Reader(List<string> asked, IReadSession session) : IReadSession
    {
        public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
        {
            asked.Add(sql);
            return session.Query(sql, map, values);
        }

        public void Dispose() => session.Dispose();
    }
}
