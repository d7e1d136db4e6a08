using Legation.Records.Alarms;
using Legation.Server.MailIn;

namespace Legation.Server.Doctor;

/// <summary>Whether what comes to the office's address becomes a draft.</summary>
internal static class MailInCheck
{
    private const string Check = "mail";

    public static IEnumerable<Finding> Of(IServiceProvider services)
    {
        if (services.GetService<TakeMailIn>() is not { } take)
            yield break;
        var standing = services.GetRequiredService<IAlarms>().Present();
        if (standing.FirstOrDefault(alarm => alarm.Notice.What == MailInService.Alarm) is { } fails)
            yield return Finding.Error(Check, fails.Notice.Words, fails.Notice.Remedy);
        if (take.Problem is { } problem)
            yield return Finding.Error(
                Check,
                $"Mails cannot become drafts: {problem}.",
                "Make the account, or name another in mail.in in node.json; then restart the node."
            );
    }
}
