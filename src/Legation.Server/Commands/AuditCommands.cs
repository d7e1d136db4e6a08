using System.CommandLine;

namespace Legation.Server.Commands;

internal static class AuditCommands
{
    public static Command Make()
    {
        var data = LegationCommand.Data();
        var verify = new Command(
            "verify",
            "Recompute the audit tree from the journal and name the first entry that was changed. "
                + ExitCodes.Documented
        )
        {
            data,
        };
        verify.SetAct(data, _ => new VerifyAudit());
        return new Command("audit", "The audit of a node") { verify };
    }
}
