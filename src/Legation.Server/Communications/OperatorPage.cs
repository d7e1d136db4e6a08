using Legation.Records.Access;
using Microsoft.AspNetCore.Components;

namespace Legation.Server.Communications;

/// <summary>A page of who operates the node. For everybody else it does not exist.</summary>
public abstract class OperatorPage : ComponentBase
{
    /// <summary>Who asks.</summary>
    [Inject]
    protected CurrentPrincipal Current { get; set; } = default!;

    /// <summary>For what is not there.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>Whether there is a page for whoever asks.</summary>
    protected bool IsOperator => Current.Required.Duties.HasFlag(Duties.Operate);

    /// <inheritdoc/>
    protected sealed override void OnInitialized()
    {
        if (IsOperator)
            Look();
        else
            Navigation.NotFound();
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract void Look();
}
