using System.Globalization;
using Legation.Server.Nodes;
using NodaTime;

namespace Legation.Server.Duty;

/// <summary>What a mail says: that something waits, and nothing of what.</summary>
internal static class AlertText
{
    public const string Subject = "Legation: please sign in and acknowledge";

    public static string Body(QueuedMail mail, NodeDescription node, DateTimeZone zone, Instant now)
    {
        var (since, today) = (Instant.FromDateTimeOffset(mail.Since).InZone(zone), now.InZone(zone).Date);
        var time = since.ToString(since.Date == today ? "HH:mm" : "d MMMM HH:mm", CultureInfo.InvariantCulture);
        var precedence = mail.Precedence.ToString().ToUpperInvariant();
        return $"A message of precedence {precedence} waits at {node.Name} since {time}. Sign in and acknowledge.\n";
    }
}
