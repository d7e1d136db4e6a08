using Legation.Records.Access;
using Legation.Server.Shell;

namespace Legation.Server.Security;

/// <summary>A page of the security officer.</summary>
public abstract class SecurityPage : PageOfDuty
{
    /// <inheritdoc/>
    protected sealed override Duties Duty => Duties.Secure;
}
