using Legation.Dispatches.Contracts;

namespace Legation.Dispatches.Model;

/// <summary>Which kind of record takes which step, and how one is named beside its dispatch.</summary>
internal static class StepKinds
{
    public const string Acknowledgement = "acknowledgement";
    public const string Comment = "comment";
    public const string Return = "return";

    /// <summary>The kind of the record that took the step.</summary>
    public static string Of(string step) =>
        step switch
        {
            Step.Cleared or Step.ClearedAhead => ClearanceKind.KindName,
            Step.Lapsed or Step.PassedOn => Lapse.KindName,
            Step.Returned => Return,
            Step.Acknowledged => Acknowledgement,
            Step.Assigned or Step.TakenBack => AssignmentKind.KindName,
            Step.Cancelled => CancellationKind.KindName,
            Step.Commented => Comment,
            Step.Forwarded => GrantKind.KindName,
            Step.Relabelled => RelabelKind.KindName,
            Step.MadeReleasable => ReleasableVersionKind.KindName,
            _ => DispatchKind.KindName,
        };

    /// <summary>“Clearance of”; null for a kind that takes no step.</summary>
    public static string? WordOf(string kind) =>
        kind switch
        {
            ClearanceKind.KindName => "Clearance of",
            Lapse.KindName => "Lapse of clearance of",
            Return => "Return of",
            Acknowledgement => "Acknowledgement of",
            AssignmentKind.KindName => "Assignment of",
            CancellationKind.KindName => "Cancellation of",
            Comment => "Comment on",
            GrantKind.KindName => "Forwarding of",
            RelabelKind.KindName => "Relabelling of",
            ReleasableVersionKind.KindName => "Releasable version of",
            _ => null,
        };
}
