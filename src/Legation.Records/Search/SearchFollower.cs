using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Legation.Records.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Legation.Records.Search;

/// <summary>
/// Follows the journal and indexes what takes effect; how far it has come is committed with it. A journal of which the
/// index knows another history is indexed from its beginning.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="ledger">The ledger that is followed.</param>
/// <param name="store">Its store.</param>
/// <param name="log">Told when it fails.</param>
public sealed class SearchFollower(SearchIndex index, Ledger ledger, IRecordStore store, ILogger<SearchFollower> log)
    : BackgroundService
{
    // What comes singly is indexed together: a reader looks at the newest himself.
    private static readonly TimeSpan Gathers = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "A node goes on without its search index; it tries again.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (index.Kept is not { } kept)
            return;
        using var journal = new Journal(store);
        var pieces = new SearchPieces(journal, new LatestTexts(store, ledger), kept);
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await StepAsync(pieces, kept, journal, stoppingToken);
                pause = FirstPause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
            catch (Exception e)
            {
                SearchLog.FollowerFailed(log, e, pause.TotalSeconds);
                Renew(e);
                await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
    }

    private async Task StepAsync(SearchPieces pieces, ISearchStore kept, Journal journal, CancellationToken stopping)
    {
        var mark = kept.Mark;
        if (mark.Position > 0 && LeafAt(journal, mark.Position) != mark.Leaf)
        {
            SearchLog.OfAnotherJournal(log);
            kept.Renew();
            return;
        }
        if (mark.Position < ledger.Head.Seq)
        {
            if (pieces.Put(mark, ledger.Head.Seq) < ledger.Head.Seq)
                return;
        }
        else
            await ledger.Committed.Beyond(mark.Position, stopping);
        await Task.Delay(Gathers, stopping);
    }

    private void Renew(Exception problem)
    {
        try
        {
            if (problem is DbException unusable)
                index.Renew(unusable);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            SearchLog.NotOpened(log, e);
        }
    }

    private static Digest? LeafAt(Journal journal, long position) =>
        journal.Query("SELECT leaf FROM journal WHERE seq = $1", r => new Digest((byte[])r.GetValue(0)), position)
            is [var leaf]
            ? leaf
            : null;
}
