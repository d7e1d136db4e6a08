using Legation.Records.Access;
using Legation.Relay;
using Legation.Server.Duty;
using Legation.Ui;

namespace Legation.Server.Shell;

/// <summary>The shell's own sections.</summary>
internal sealed class ShellNavigation(Links links, MailSettings mail, CurrentPrincipal current) : INavigationSource
{
    public ValueTask<IReadOnlyList<NavigationEntry>> EntriesAsync(CancellationToken cancellation)
    {
        var troubled = CountTroubled();
        List<NavigationEntry> entries =
        [
            new NavigationEntry("Today", "/", 0),
            new NavigationEntry("Communications", "/communications", 90, troubled, troubled > 0),
        ];
        if (current.Required.Duties.HasFlag(Duties.Operate))
        {
            entries.Add(new NavigationEntry("Duty roster", "/duty", 91));
            if (mail.In is not null)
                entries.Add(new NavigationEntry("Mails set aside", "/mail/aside", 92));
        }
        return ValueTask.FromResult<IReadOnlyList<NavigationEntry>>(entries);
    }

    // That a record is held back is the operator's to know: others may not even know of the record.
    private int CountTroubled() =>
        current.Required.Duties.HasFlag(Duties.Operate)
            ? links.CountInTrouble()
            : links.Lines().Count(line => line.State is LineState.Held or LineState.Down);
}
