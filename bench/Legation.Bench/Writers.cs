using Legation.Records;
using Legation.Records.Signing;

namespace Legation.Bench;

/// <summary>Writers that commit records one by one, each answered before it commits its next.</summary>
internal static class Writers
{
    public const int Count = 64;

    public static Task CommitAsync(Ledger ledger, ReadOnlyMemory<SignedRecord> records)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(WriteAsync)));

        async Task WriteAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < records.Length; )
                _ = (await ledger.CommitAsync(records.Span[i])).Value;
        }
    }
}
