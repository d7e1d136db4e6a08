using System.Threading.RateLimiting;
using Legation.Records;
using Legation.Records.Access;
using Legation.TextImport;
using Legation.TextImport.Mail;

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
        if (IsTooOften(principal))
            return TakeRefusals.TooOften;
        var read = await ReadAsync(
            file,
            bytes => TakeText.FromFile(bytes, charset, firstNote, cancellation),
            cancellation
        );
        if (read.Refused(out var problem, out var taken))
            return problem;
        return taken.Refused is { } refusal ? TakeRefusals.Of(refusal) : taken;
    }

    /// <summary>A mail as a text and files.</summary>
    /// <param name="asker">Who takes it; null: nobody who could ask too often.</param>
    /// <param name="file">An .eml.</param>
    /// <param name="cancellation">Ends the wait for a turn.</param>
    public async Task<Outcome<TakenMail>> TakeMailAsync(Principal? asker, Stream file, CancellationToken cancellation)
    {
        if (asker is not null && IsTooOften(asker))
            return TakeRefusals.TooOften;
        var read = await ReadAsync(file, bytes => TakeMail.FromFile(bytes, cancellation), cancellation);
        if (read.Refused(out var problem, out var taken))
            return problem == TakeRefusals.TooLarge ? TakeRefusals.Of(TakeMail.TooLarge.Refused!) : problem;
        return taken.Refused is { } refusal ? TakeRefusals.Of(refusal) : taken;
    }

    private bool IsTooOften(Principal principal)
    {
        using var lease = pace.AttemptAcquire(principal.Account);
        return !lease.IsAcquired;
    }

    private async Task<Outcome<T>> ReadAsync<T>(Stream file, Func<byte[], T> read, CancellationToken cancellation)
        where T : class
    {
        if ((await arriving.ReadAsync(file, cancellation)).Refused(out var problem, out var arrived))
            return problem;
        using var _ = arrived;
        if (!await turn.WaitAsync(LongestWait, cancellation))
            return TakeRefusals.Busy;
        try
        {
            return await Task.Run(() => read(arrived.ToBytes()), cancellation);
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
