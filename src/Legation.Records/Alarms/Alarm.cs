namespace Legation.Records.Alarms;

/// <summary>How much an alarm matters (after the perceived severities of ITU-T X.733).</summary>
public enum AlarmSeverity
{
    /// <summary>Work goes on; somebody ought to look.</summary>
    Warning,

    /// <summary>Records may be wrong, late or in other hands until somebody acts.</summary>
    Critical,
}

/// <summary>What is wrong, as whatever finds it says so.</summary>
/// <param name="What">Stable name of the alarm. There is one alarm of a name for each peer.</param>
/// <param name="Peer">The node that it is about; null for this node itself. Screens put its name beside the words.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Words">What is wrong, in a sentence for who operates the node.</param>
/// <param name="Remedy">What to do, with the command or page.</param>
/// <param name="EndsByItself">
/// True for a state that whoever found it lowers when it is over; false for what has happened and stands until an
/// operator acknowledges it.
/// </param>
public sealed record AlarmNotice(
    string What,
    RecordId? Peer,
    AlarmSeverity Severity,
    string Words,
    string Remedy,
    bool EndsByItself
);

/// <summary>An alarm that stands.</summary>
/// <param name="Number">Names it for <see cref="IAlarms.AcknowledgeAsync"/>.</param>
/// <param name="Notice">What is wrong.</param>
/// <param name="Since">When it was first raised.</param>
/// <param name="Last">When it was last raised.</param>
/// <param name="Times">How often it was raised.</param>
/// <param name="Acknowledged">When an operator took note of it; null: nobody has.</param>
/// <param name="AcknowledgedBy">His account; empty for the command line.</param>
public sealed record Alarm(
    long Number,
    AlarmNotice Notice,
    DateTimeOffset Since,
    DateTimeOffset Last,
    long Times,
    DateTimeOffset? Acknowledged,
    string AcknowledgedBy
);
