using Legation.Records.Access;
using Legation.Server.Shell;

namespace Legation.Server.Communications;

/// <summary>A page of who operates the node.</summary>
public abstract class OperatorPage : PageOfDuty
{
    /// <inheritdoc/>
    protected sealed override Duties Duty => Duties.Operate;
}
