using Legation.Records.Storage;

namespace Legation.Records;

/// <summary>Sends projection statements to the shadow tables.</summary>
internal sealed class ShadowWriter(IWriteSession session) : IProjectionWriter
{
    public int Execute(string sql, params ReadOnlySpan<object?> values) => session.ExecuteOnShadow(sql, values);
}
