namespace Legation.Records.Alarms;

/// <summary>
/// What is wrong at this node now. Machines raise alarms and lower them; operators acknowledge them. What happened is
/// told by the journal, which keeps it.
/// </summary>
public interface IAlarms
{
    /// <summary>All alarms that stand, those that nobody has acknowledged first, then by severity and time.</summary>
    IReadOnlyList<Alarm> Present();

    /// <summary>
    /// What has happened and somebody has acknowledged in the last week, the last first: it does not stand any more, and
    /// who looks here is told who has dealt with it.
    /// </summary>
    IReadOnlyList<Alarm> Acknowledged();

    /// <summary>Raises an alarm; nothing is written if it stands already in these words.</summary>
    Task RaiseAsync(AlarmNotice notice);

    /// <summary>Lowers an alarm, if it stands.</summary>
    /// <param name="what">Name of the alarm.</param>
    /// <param name="peer">The node that it is about; null for this node itself.</param>
    Task LowerAsync(string what, RecordId? peer = null);

    /// <summary>
    /// Takes note of an alarm, in the journal. One that does not end by itself stands no more thereby; another stands, as
    /// acknowledged, until what it says is over.
    /// </summary>
    /// <param name="number">Number of the alarm.</param>
    /// <param name="times">How often it had been raised when he saw it: what came since is not acknowledged unseen.</param>
    /// <param name="by">Account of the operator; empty for the command line.</param>
    Task<Outcome<Alarm>> AcknowledgeAsync(long number, long times, string by);
}
