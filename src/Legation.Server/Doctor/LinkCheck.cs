using System.Globalization;
using Legation.Relay;
using Legation.Server.Communications;

namespace Legation.Server.Doctor;

/// <summary>The links: the line, what does not move, what is held back, what the peer refused.</summary>
internal static class LinkCheck
{
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SlowWhenUrgent = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SlowForFiles = TimeSpan.FromHours(24);

    public static async Task<IEnumerable<Finding>> OfAsync(IServiceProvider services, bool serving)
    {
        var links = services.GetRequiredService<Links>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var found = new List<Finding>();
        foreach (var link in links.All())
        {
            if (await LineCheck.OfAsync(link, services) is { } line)
                found.Add(line);
            else if (serving)
                found.AddRange(link.Lanes.Where(lane => IsStuck(lane, now)).Select(lane => Stuck(link, lane, now)));
            found.AddRange(links.ReasonsOf(link.Id, QueueSection.HeldBack).Select(reason => HeldBack(link, reason)));
            found.AddRange(links.ReasonsOf(link.Id, QueueSection.Refused).Select(reason => Refused(link, reason)));
        }
        return found;
    }

    private static bool IsStuck(LaneView lane, DateTimeOffset now) =>
        (lane.OldestQueued ?? lane.OldestSent) is { } oldest && now - oldest > LongestOn(lane.Lane);

    // A large file takes its time on a slow line.
    private static TimeSpan LongestOn(Lane lane) =>
        lane switch
        {
            Lane.Flash or Lane.Immediate => SlowWhenUrgent,
            Lane.Attachments => SlowForFiles,
            _ => Slow,
        };

    private static Finding Stuck(LinkView link, LaneView lane, DateTimeOffset now)
    {
        var age = (int)(now - (lane.OldestQueued ?? lane.OldestSent)!.Value).TotalMinutes;
        return Finding.Warning(
            "lane",
            $"{Count(lane.Queued + lane.Sent)} on the lane {lane.Lane} of the link to {link.PeerName}, the oldest for {Number(age)} min, though the line is up.",
            $"Try it: {Page(link)}, Try now. If a higher lane is full, wait; if nothing moves, see the logs of both nodes."
        );
    }

    private static Finding HeldBack(LinkView link, QueueReason reason) =>
        reason.Code is { } code
            ? Refused(link, reason, code)
            : Finding.Warning(
                "held back",
                $"{Records(reason)} held back on the link to {link.PeerName}: {reason.Why}.",
                $"See {Page(link)}; the security officer changes a clearance under Security › Clearances, an author a label."
            );

    private static Finding Refused(LinkView link, QueueReason reason) =>
        reason.Code is { } code
            ? Refused(link, reason, code)
            : Finding.Warning(
                "refused",
                $"{Number(reason.Count)} record(s) went to {link.PeerName} without attachments: {reason.Why}.",
                "Have the author attach the files again and release a new version."
            );

    private static Finding Refused(LinkView link, QueueReason reason, string code)
    {
        var words = RefusalWords.Of(code);
        return Finding.Warning(
            "refused",
            $"{link.PeerName} refused {Number(reason.Count)} record(s), {code}: {words.Meaning}.",
            words.Remedy
        );
    }

    private static string Page(LinkView link) => $"page {LinkWords.AddressOf(link.Id)}";

    private static string Count(long records) => records == 1 ? "1 record waits" : $"{Number(records)} records wait";

    private static string Records(QueueReason reason) =>
        reason.Count == 1 ? "1 record is" : $"{Number(reason.Count)} records are";

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
