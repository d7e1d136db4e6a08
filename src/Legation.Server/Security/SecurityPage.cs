using Legation.Records.Access;
using Microsoft.AspNetCore.Components;

namespace Legation.Server.Security;

/// <summary>A page of the security officer. For everybody else it does not exist.</summary>
public abstract class SecurityPage : ComponentBase
{
    /// <summary>Who asks.</summary>
    [Inject]
    protected CurrentPrincipal Current { get; set; } = default!;

    /// <summary>For what is not there.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>Whether there is a page for whoever asks.</summary>
    protected bool IsOfficer => Current.Required.Duties.HasFlag(Duties.Secure);

    /// <inheritdoc/>
    protected sealed override void OnInitialized()
    {
        if (IsOfficer)
            Look();
        else
            Navigation.NotFound();
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract void Look();
}
