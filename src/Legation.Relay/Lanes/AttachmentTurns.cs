namespace Legation.Relay;

/// <summary>
/// When the next piece of an attachment may go: one at a time, and after a refusal, which concerns that attachment alone,
/// not before a while. Part of <see cref="LinkMachine"/>.
/// </summary>
/// <param name="jitter">Gives numbers from 0 to 1.</param>
internal sealed class AttachmentTurns(Func<double> jitter)
{
    private bool waiting;
    private bool came;
    private int refusals;

    /// <summary>Whether a piece is on its way, or looked for.</summary>
    public bool UnderWay { get; private set; }

    /// <summary>When one that was refused is tried again; null: nothing waits for that.</summary>
    public TimeSpan? NextAt { get; private set; }

    /// <summary>Attachments may wait: somebody is to look.</summary>
    public void MayWait() => (waiting, came) = (true, true);

    /// <summary>True if a piece is to go now; it is under way then.</summary>
    public bool Begin(Moment now)
    {
        if (!waiting || UnderWay || now.Elapsed < NextAt)
            return false;
        (UnderWay, came, NextAt) = (true, false, null);
        return true;
    }

    /// <summary>A piece is there.</summary>
    public void Taken() => (UnderWay, refusals) = (false, 0);

    /// <summary>The peer did not take it.</summary>
    public void Refused(Moment now)
    {
        UnderWay = false;
        refusals++;
        NextAt = now.Elapsed + BackOff.After(refusals, jitter());
    }

    /// <summary>The line did not bring it there.</summary>
    public void Failed() => UnderWay = false;

    /// <summary>Nothing waited when it was looked for. What came since is looked for again.</summary>
    public void Ended() => (UnderWay, waiting) = (false, came);
}
