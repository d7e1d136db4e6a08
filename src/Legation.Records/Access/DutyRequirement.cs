using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Records.Access;

/// <summary>Lets only those through whose account has the duty.</summary>
/// <param name="duty">The duty, or several of which all are needed.</param>
public sealed class DutyRequirement(Duties duty) : AuthorizationHandler<DutyRequirement>, IAuthorizationRequirement
{
    /// <summary>The duty, or several of which all are needed.</summary>
    public Duties Duty { get; } = duty;

    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, DutyRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(requirement);
        var principal = (context.Resource as HttpContext)?.RequestServices.GetRequiredService<CurrentPrincipal>().Value;
        if (principal is not null && principal.Duties.HasFlag(requirement.Duty))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>Says which duty an endpoint needs.</summary>
public static class DutyEndpoints
{
    /// <summary>Answers 403 to everybody whose account lacks the duty.</summary>
    public static TBuilder RequireDuty<TBuilder>(this TBuilder endpoints, Duties duty)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(policy => policy.AddRequirements(new DutyRequirement(duty)));
}
