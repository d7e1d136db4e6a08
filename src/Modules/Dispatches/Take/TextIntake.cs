using System.Threading.RateLimiting;
using Legation.Records;
using Legation.Records.Access;
using Legation.TextImport;

namespace Legation.Dispatches.Take;

/// <summary>
/// Takes texts that were written elsewhere. They come from anybody, so they are read one at a time, in memory that is
/// bounded for all of them, and each account has only so many in a minute.
/// </summary>
internal sealed class TextIntake : IDisposable
{
    /// <summary>Texts at once, and again in each minute.</summary>
    public const int AMinute = 30;

    /// <summary>The longest body that is read to its end, so that who sent it is told that it is too large.</summary>
    public const long LongestBody = 512_000_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly ArrivingTexts arriving = new();

    // A text may take a processor for seconds; others are there for the rest of the node.
    private readonly SemaphoreSlim turn = new(1);

    private readonly PartitionedRateLimiter<string> pace = PartitionedRateLimiter.Create<string, string>(account =>
        RateLimitPartition.GetTokenBucketLimiter(
            account,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = AMinute,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) / AMinute,
            }
        )
    );

    /// <summary>The text as Markdown.</summary>
    /// <param name="principal">Who takes it.</param>
    /// <param name="file">A Word file or a page.</param>
    /// <param name="charset">The encoding of a page, if it is known.</param>
    /// <param name="firstNote">The number of its first footnote.</param>
    /// <param name="cancellation">Ends the wait for a turn.</param>
    public async Task<Outcome<TakenText>> TakeAsync(
        Principal principal,
        Stream file,
        string? charset,
        int firstNote,
        CancellationToken cancellation
    )
    {
        using (var lease = pace.AttemptAcquire(principal.Account))
            if (!lease.IsAcquired)
                return TakeRefusals.TooOften;
        if ((await arriving.ReadAsync(file, cancellation)).Refused(out var problem, out var arrived))
            return problem;
        using var _ = arrived;
        if (!await turn.WaitAsync(LongestWait, cancellation))
            return TakeRefusals.Busy;
        try
        {
            var taken = await Task.Run(
                () => TakeText.FromFile(arrived.ToBytes(), charset, firstNote, cancellation),
                cancellation
            );
            return taken.Refused is { } refusal ? TakeRefusals.Of(refusal) : taken;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        pace.Dispose();
        turn.Dispose();
    }
}
