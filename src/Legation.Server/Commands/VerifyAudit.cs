using System.Globalization;
using Legation.Records.Audit;
using Legation.Records.Storage;

namespace Legation.Server.Commands;

/// <summary>
/// Recomputes the audit from the journal's rows and names the first that is not as it was written.
/// </summary>
internal sealed record VerifyAudit : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services) =>
        Task.Run(() => Answer(new AuditVerifier(services.GetRequiredService<IRecordStore>()).Verify()));

    private static ActAnswer Answer(AuditReport report)
    {
        var size = report.Size.ToString(CultureInfo.InvariantCulture);
        return report.Fault is { } fault
            ? new ActAnswer(
                ExitCodes.AuditDiffers,
                $"The audit does not hold: entry {fault.Seq.ToString(CultureInfo.InvariantCulture)} {Words(fault.What)}."
            )
            : ActAnswer.Done($"The audit holds: {size} entries.\n{report.Root}");
    }

    private static string Words(AuditFaultKind what) =>
        what switch
        {
            AuditFaultKind.Missing => "is missing",
            AuditFaultKind.Leaf => "was changed after it was written",
            AuditFaultKind.NotARecord => "is no record any more",
            AuditFaultKind.Body => "has another body than its header commits to",
            AuditFaultKind.RecordId => "stands under another record's id",
            AuditFaultKind.Access => "is read by another label or audience than its header names",
            AuditFaultKind.BeyondTree => "follows the end of the tree that was kept",
            AuditFaultKind.Tree => "closes a tree that is not the one kept: an earlier row was replaced with its leaf",
            _ => "closes a tree that is not the one a witness has seen",
        };
}
