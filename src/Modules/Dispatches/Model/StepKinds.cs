using Legation.Dispatches.Contracts;
using Legation.Records;

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

    /// <summary>What is said of a dispatch here; neither answers, which stand by themselves, nor what cancels it.</summary>
    public static IEnumerable<RecordId> About(RecordId dispatch, IKindSession session) =>
        session
            .Query(
                "SELECT step, record FROM p_dispatch_step WHERE dispatch = $1",
                r => new RecordId(Of(r.GetString(0)), new Guid((byte[])r.GetValue(1), bigEndian: true)),
                dispatch.ToBytes()
            )
            .Where(id => id.Kind is not (DispatchKind.KindName or CancellationKind.KindName));

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
