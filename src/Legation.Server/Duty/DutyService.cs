using Legation.Records;
using Legation.Records.Alarms;
using Legation.Server.Nodes;
using NodaTime;

namespace Legation.Server.Duty;

/// <summary>Calls people while the node runs.</summary>
internal sealed class DutyService(
    DutySteps steps,
    MailQueue queue,
    SmtpMailer mailer,
    MailSettings settings,
    Rosters rosters,
    IAlarms alarms,
    TimeProvider clock,
    ILogger<DutyService> log
) : BackgroundService
{
    // Also how late at most somebody is called, and a clock that was set is noticed.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private const long Stepping = 1;
    private const long Sending = 2;

    private readonly RepeatedFailures failures = new();

    private bool mayStand = true;

    // A mail server that hangs keeps no alert from anybody's screen.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            RepeatAsync(Stepping, () => steps.AdvanceAsync(clock.GetUtcNow()), stoppingToken),
            settings.IsOn ? RepeatAsync(Sending, () => SendAsync(stoppingToken), stoppingToken) : Task.CompletedTask
        );

    // A mail that the server has already is waited for, though the host would have no such patience: else it goes twice.
    // The mailer's own grace bounds it.
    public override Task StopAsync(CancellationToken cancellationToken) => base.StopAsync(CancellationToken.None);

    private Task RepeatAsync(long what, Func<Task> act, CancellationToken stopping) =>
        Beat.RunAsync(
            Every,
            async () =>
            {
                await act();
                failures.End(what);
            },
            e =>
            {
                if (failures.IsNews(what, e))
                    DutyLog.Failed(log, e);
            },
            stopping
        );

    private async Task SendAsync(CancellationToken stopping)
    {
        foreach (var mail in queue.Due(clock.GetUtcNow()))
        {
            if (stopping.IsCancellationRequested)
                return;
            var zone = rosters.Find(mail.Party) is { } roster ? OnDuty.ZoneOf(roster) : DateTimeZone.Utc;
            if (await mailer.SendAsync(mail, zone, stopping) is { } why)
            {
                DutyLog.MailFailed(log, mail.Number, why);
                await queue.FailedAsync(mail, clock.GetUtcNow());
                await alarms.RaiseAsync(NoMail(why));
                mayStand = true;
            }
            else
            {
                await queue.SentAsync(mail);
                DutyLog.MailSent(log, mail.Number);
                if (mayStand)
                    await alarms.LowerAsync(NoMail("").What);
                mayStand = false;
            }
        }
    }

    private static AlarmNotice NoMail(string why) =>
        new(
            "mail-fails",
            null,
            AlarmSeverity.Critical,
            $"Alert mails do not go out: {why}. Who is on duty is not called.",
            "Look at the mail server and at mail in node.json; meanwhile call who is on duty: page /duty.",
            EndsByItself: true
        );
}

internal static partial class DutyLog
{
    [LoggerMessage(3501, LogLevel.Information, "Alert mail {Number} was taken by the mail server")]
    public static partial void MailSent(ILogger log, long number);

    [LoggerMessage(3502, LogLevel.Warning, "Alert mail {Number} could not be sent: {Why}")]
    public static partial void MailFailed(ILogger log, long number, string why);

    [LoggerMessage(3503, LogLevel.Error, "Calling who is on duty failed; it is tried again and again")]
    public static partial void Failed(ILogger log, Exception exception);
}
