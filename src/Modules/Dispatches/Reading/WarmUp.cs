using Legation.Dispatches.Contracts;
using Legation.Labels;
using Legation.Records.Access;
using Microsoft.Extensions.Hosting;

namespace Legation.Dispatches.Reading;

/// <summary>
/// Asks for the registers as somebody who may see nothing, so that the first officer of the day does not wait until the
/// queries' model has been made.
/// </summary>
internal sealed class WarmUp(DispatchReader reader) : BackgroundService
{
    private static readonly Principal nobody = new(
        "",
        default,
        default,
        [],
        new Clearance { Policy = "", Classifications = [] },
        Duties.None
    );

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(Ask, stoppingToken);

    private void Ask()
    {
        try
        {
            foreach (var box in new[] { Box.Inbox, Box.Sent, Box.ToClear, Box.AwaitingReply })
                reader.First(nobody, box, 1);
        }
        // Whoever asks next is told so, if it lasts; for a warm-up no node is stopped.
        catch (System.Data.Common.DbException) { }
    }
}
