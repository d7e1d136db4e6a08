using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Legation.Records.Audit;

namespace Legation.Records.Access;

/// <summary>
/// Journals reads: one leaf per request with the principal, the query and a digest of what was shown. Requests do not
/// wait; their leaves are committed in a group within a second.
/// </summary>
public sealed class ReadAudit : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly Channel<ReadEntry> entries = Channel.CreateUnbounded<ReadEntry>();
    private readonly CancellationTokenSource closing = new();
    private readonly Ledger ledger;
    private readonly Task flushing;
    private volatile Exception? failure;

    /// <summary>Starts the flush.</summary>
    public ReadAudit(Ledger ledger)
    {
        this.ledger = ledger;
        flushing = Task.Run(FlushAsync);
    }

    /// <summary>Notes one request.</summary>
    /// <exception cref="InvalidOperationException">Reads cannot be journalled now: then nothing is shown either.</exception>
    public void Note(Principal principal, string query, IReadOnlyList<RecordId> shown)
    {
        if (failure is { } cause)
            throw new InvalidOperationException("Reads cannot be journalled, so none are answered.", cause);
        var digest = Digest.Of(System.Text.Encoding.UTF8.GetBytes(string.Join(' ', shown)));
        entries.Writer.TryWrite(
            new ReadEntry(
                principal.Account,
                principal.ToAuthor().Post.ToString(),
                principal.ToAuthor().OnBehalfOf?.ToString(),
                query,
                shown.Count,
                digest.ToString()
            )
        );
    }

    /// <summary>Commits what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        entries.Writer.TryComplete();
        await closing.CancelAsync();
        await flushing;
        closing.Dispose();
    }

    private async Task FlushAsync()
    {
        while (await entries.Reader.WaitToReadAsync())
        {
            await Task.Delay(Interval, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var group = new List<ReadEntry>();
            while (entries.Reader.TryRead(out var entry))
                group.Add(entry);
            while (!await TryCommit(group) && !closing.IsCancellationRequested)
                await Task.Delay(Interval, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails stops reading until it has been journalled.")]
    private async Task<bool> TryCommit(List<ReadEntry> group)
    {
        try
        {
            await ledger.RunAsync(transaction =>
            {
                foreach (var entry in group)
                    transaction.Note(EntryType.Read, entry);
                return group.Count;
            });
            failure = null;
        }
        catch (Exception e)
        {
            failure = e;
        }
        return failure is null;
    }

    private sealed record ReadEntry(
        string Account,
        string Post,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OnBehalfOf,
        string Query,
        int Shown,
        string Digest
    );
}
