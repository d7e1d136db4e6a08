using System.Diagnostics.CodeAnalysis;
using Legation.Records;
using Legation.Records.Alarms;

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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(settings.EverySeconds));
        do await LookAsync(stoppingToken);
        while (await NextAsync(timer, stoppingToken));
    }

    [SuppressMessage("Design", "CA1031", Justification = "What fails once must not end the looking for good.")]
    private async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            if (await mailbox.LookAsync(stopping) is not { } why)
                await alarms.LowerAsync(Alarm);
            else
            {
                MailInLog.Failed(log, why);
                await alarms.RaiseAsync(Unread(why));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        catch (Exception e)
        {
            MailInLog.Broke(log, e);
            await alarms.RaiseAsync(Unread("the node could not deal with what is in it"));
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

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

internal static partial class MailInLog
{
    [LoggerMessage(3511, LogLevel.Warning, "The mailbox could not be read: {Why}")]
    public static partial void Failed(ILogger log, string why);

    [LoggerMessage(3512, LogLevel.Error, "Dealing with the mailbox failed; it is tried again and again")]
    public static partial void Broke(ILogger log, Exception exception);
}
