namespace Legation.Relay;

/// <summary>Changes of what the relay also keeps in memory.</summary>
internal static class LedgerChanges
{
    /// <summary>
    /// Runs a change in the writer's transaction. If it fails, memory is read again by the writer, in turn with all other
    /// changes: read outside it could miss one that is about to be durable.
    /// </summary>
    public static async Task<T> ChangeAsync<T>(
        this Ledger ledger,
        Func<LedgerTransaction, T> change,
        Func<LedgerTransaction, bool> readAgain
    )
    {
        try
        {
            return await ledger.RunAsync(change);
        }
        catch
        {
            await ledger.RunAsync(readAgain);
            throw;
        }
    }
}
