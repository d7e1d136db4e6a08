using System.Collections.Immutable;
using System.Globalization;
using Legation.Records.Alarms;

namespace Legation.Relay;

/// <summary>Alarms about what a peer says of itself, its clock, or that it says nothing.</summary>
internal static class HeadAlarms
{
    public const string Restored = "restored-copy";
    public const string Forked = "forked-journal";
    public const string OwnCopy = "own-copy-restored";
    public const string Skew = "clock-skew";
    public const string Silent = "silent";

    /// <summary>All of them: without a link nothing would end them.</summary>
    public static readonly ImmutableArray<string> All = [Restored, Forked, OwnCopy, Skew, Silent];

    private const string Everywhere =
        "Ask its people which copy is in use, and pause the link on Communications until they have begun a new epoch.";

    public static AlarmNotice WasRestored(RecordId peer) =>
        State(
            Restored,
            peer,
            AlarmSeverity.Critical,
            "It was restored from an older copy: it lacks what it had before.",
            Everywhere
        );

    public static AlarmNotice HasForked(RecordId peer) =>
        State(
            Forked,
            peer,
            AlarmSeverity.Critical,
            "It has shown two contents of its journal under one size: two copies are in use, or its journal was rewritten.",
            Everywhere
        );

    /// <summary>The peer alone says so, and may be wrong or lie: nothing is to be stopped for it unchecked.</summary>
    public static AlarmNotice OwnCopyClaimed(RecordId peer) =>
        State(
            OwnCopy,
            peer,
            AlarmSeverity.Warning,
            "It claims to have taken numbers that this node has not given yet. If that is true, this node was restored from an older copy.",
            "Check first: was a backup of this node restored, and does another peer claim the same (legation alarm list)? Only if so, stop this node, then legation epoch begin, start it again, and ask the peers for what was lost. If not, ask the people of that node what it has taken."
        );

    public static AlarmNotice ClockOff(RecordId peer, TimeSpan skew) =>
        State(
            Skew,
            peer,
            AlarmSeverity.Warning,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Its clock and this node's are {Math.Abs(skew.TotalMinutes):0} minutes apart. Nothing expires meanwhile."
            ),
            "Find out which of the two is wrong (timedatectl), and set it by a time server."
        );

    public static AlarmNotice IsSilent(RecordId peer) =>
        State(
            Silent,
            peer,
            AlarmSeverity.Warning,
            "It has answered nothing for five minutes.",
            "Look why on Communications, or ask its people: legation doctor."
        );

    private static AlarmNotice State(string what, RecordId peer, AlarmSeverity severity, string words, string remedy) =>
        new(what, peer, severity, words, remedy, EndsByItself: true);
}
