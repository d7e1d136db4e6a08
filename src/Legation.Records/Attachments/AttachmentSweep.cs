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
        if (files is not null && files.Sweep(Named()) is > 0 and var removed)
            Removed(log, removed);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private HashSet<Digest> Named()
    {
        using var session = store.OpenReader();
        return [.. AttachmentNames.All(session), .. unreleased.SelectMany(holder => holder.All())];
    }

    [LoggerMessage(1101, LogLevel.Information, "Removed {Count} contents that nothing names")]
    private static partial void Removed(ILogger log, int count);
}
