using System.Data.Common;
using Legation.Records.Storage;

namespace Legation.Relay;

/// <summary>Node state within the writer's transaction, whoever began it.</summary>
internal readonly struct Writing
{
    private readonly IWriteSession? session;
    private readonly LedgerTransaction? transaction;

    public Writing(IWriteSession session) => this.session = session;

    public Writing(LedgerTransaction transaction) => this.transaction = transaction;

    public int Execute(string sql, params ReadOnlySpan<object?> values) =>
        session is not null ? session.Execute(sql, values) : transaction!.Execute(sql, values);

    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values) =>
        session is not null ? session.Query(sql, map, values) : transaction!.Query(sql, map, values);
}
