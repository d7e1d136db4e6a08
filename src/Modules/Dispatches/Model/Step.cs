namespace Legation.Dispatches.Model;

/// <summary>What can be done about a dispatch, as the projection names it.</summary>
internal static class Step
{
    public const string Cleared = "cleared";

    /// <summary>Flash let go under standing authority: a person’s clearance is to follow.</summary>
    public const string ClearedAhead = "cleared-ahead";

    /// <summary>Not cleared in time, it went on under the rule of its route.</summary>
    public const string Lapsed = "lapsed";

    /// <summary>Not cleared in time, it passed to a deputy at the office.</summary>
    public const string PassedOn = "passed-on";

    public const string Returned = "returned";
    public const string Acknowledged = "acknowledged";
    public const string Assigned = "assigned";

    /// <summary>Assigned to nobody in particular any more.</summary>
    public const string TakenBack = "taken-back";

    /// <summary>It does not count any more; who is named with it takes its place.</summary>
    public const string Cancelled = "cancelled";

    public const string Commented = "commented";
    public const string Forwarded = "forwarded";
    public const string MadeReleasable = "made-releasable";
    public const string Relabelled = "relabelled";
    public const string RepliedInterim = "replied-interim";
    public const string Replied = "replied";
}
