using System.Diagnostics.CodeAnalysis;
using Legation.Records;
using Legation.Records.Alarms;
using Legation.Server.Nodes;

namespace Legation.Server.MailIn;

/// <summary>Looks into the mailbox while the node runs.</summary>
internal sealed class MailInService(
    MailInSettings settings,
    Mailbox mailbox,
    IAlarms alarms,
    ILogger<MailInService> log
) : BackgroundService
{
    public const string Alarm = "mailbox-fails";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Beat.RunAsync(
            TimeSpan.FromSeconds(settings.EverySeconds),
            () => LookAsync(stoppingToken),
            e => MailInLog.Broke(log, e),
            stoppingToken
        );

    private async Task LookAsync(CancellationToken stopping)
    {
        if (await WhyNotAsync(stopping) is { } why)
            await alarms.RaiseAsync(Unread(why));
        else
            await alarms.LowerAsync(Alarm);
    }

    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "Whatever it is, the mailbox is not read, and people must know."
    )]
    private async Task<string?> WhyNotAsync(CancellationToken stopping)
    {
        try
        {
            var why = await mailbox.LookAsync(stopping);
            if (why is not null)
                MailInLog.Failed(log, why);
            return why;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            MailInLog.Broke(log, e);
            return "the node could not deal with what is in it";
        }
    }

    private static AlarmNotice Unread(string why) =>
        new(
            Alarm,
            null,
            AlarmSeverity.Critical,
            $"The office's mailbox is not read: {why}. Its mails become no drafts.",
            "Look at the mail server and at mail.in in node.json; the mails stay in the mailbox.",
            EndsByItself: true
        );
}

internal static partial class MailInLog
{
    [LoggerMessage(3511, LogLevel.Warning, "The mailbox could not be read: {Why}")]
    public static partial void Failed(ILogger log, string why);

    [LoggerMessage(3512, LogLevel.Error, "Dealing with the mailbox failed; it is tried again and again")]
    public static partial void Broke(ILogger log, Exception exception);
}
