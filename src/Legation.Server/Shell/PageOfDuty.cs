using Legation.Records.Access;
using Microsoft.AspNetCore.Components;

namespace Legation.Server.Shell;

/// <summary>A page of those who have a duty. For everybody else it does not exist.</summary>
public abstract class PageOfDuty : ComponentBase
{
    /// <summary>Who asks.</summary>
    [Inject]
    protected CurrentPrincipal Current { get; set; } = default!;

    /// <summary>For what is not there.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>The duty that opens it.</summary>
    protected abstract Duties Duty { get; }

    /// <summary>Whether there is a page for whoever asks.</summary>
    protected bool IsThere => Current.Required.Duties.HasFlag(Duty);

    /// <inheritdoc/>
    protected sealed override void OnInitialized()
    {
        if (IsThere)
            Look();
        else
            Navigation.NotFound();
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract void Look();
}
