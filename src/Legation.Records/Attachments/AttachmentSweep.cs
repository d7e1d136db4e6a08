using Legation.Records.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Legation.Records.Attachments;

/// <summary>Contents that a module needs although no record names them: those of drafts.</summary>
public interface IUnreleasedAttachments
{
    /// <summary>All of them.</summary>
    IReadOnlyCollection<Digest> All();
}

/// <summary>
/// Removes content that neither a record nor a draft names. Before the node takes anything, so that nobody is about to
/// name what is removed.
/// </summary>
internal sealed partial class AttachmentSweep(
    IRecordStore store,
    Ledger ledger,
    IEnumerable<IUnreleasedAttachments> unreleased,
    ILogger<AttachmentSweep> log,
    AttachmentFiles? files = null
) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The tables are there once the ledger is open.
        _ = ledger;
        if (files is not null)
            Sweep(files);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Sweep(AttachmentFiles kept)
    {
        using var session = store.OpenReader();
        kept.Arriving.Sweep(AttachmentNames.Awaited(session).ToHashSet());
        var named = AttachmentNames.All(session).Concat(unreleased.SelectMany(holder => holder.All())).ToHashSet();
        if (kept.Sweep(named) is > 0 and var removed)
            Removed(log, removed);
    }

    [LoggerMessage(1101, LogLevel.Information, "Removed {Count} contents that nothing names")]
    private static partial void Removed(ILogger log, int count);
}
