using Legation.Faults.Tests.Network;

namespace Legation.Faults.Tests.Peer;

/// <summary>One called office for all tests of a class.</summary>
public sealed class SharedOffice(PreparedNetwork prepared) : IAsyncLifetime
{
    internal CalledOffice Office { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Office = await CalledOffice.StartAsync(prepared);

    public ValueTask DisposeAsync() => Office is null ? ValueTask.CompletedTask : Office.DisposeAsync();
}
