using System.Globalization;
using System.Text;
using Legation.Labels;
using Legation.Records.Policies;
using Legation.Relay;
using Legation.Server.Security;

namespace Legation.Server.Commands;

/// <summary>Issues a policy to the whole network.</summary>
internal sealed record IssuePolicy(string Policy) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var register = services.GetRequiredService<PolicyRegister>();
        var issued = await register.IssueAsync(Encoding.UTF8.GetBytes(Policy), by: "");
        return issued.Refused(out var refusal, out var offered)
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done(
                $"{Named(offered.Policy)} is issued. It counts here after: legation policy accept {offered.Policy.Id} {Number(offered.Policy.Version)}"
            );
    }

    internal static string Named(LabelPolicy policy) => $"{policy.Id} version {Number(policy.Version)}";

    private static string Number(int version) => version.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Lets a version of a policy count on this node.</summary>
internal sealed record AcceptPolicy(string Id, int Version) : NodeAct
{
    public override async Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        var accepted = await services.GetRequiredService<PolicyRegister>().AcceptAsync(Id, Version, by: "");
        return accepted.Refused(out var refusal, out var done)
            ? ActAnswer.Refused(refusal.Sentence)
            : ActAnswer.Done($"{IssuePolicy.Named(done.Policy)} counts on this node.");
    }
}

/// <summary>Lists the policies.</summary>
internal sealed record ListPolicies : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services) =>
        Task.FromResult(
            ActAnswer.Done(
                string.Join('\n', services.GetRequiredService<PolicyRegister>().All().Select(PolicyWords.Line))
            )
        );
}

/// <summary>Shows a policy in words, and what the version that waits would change.</summary>
internal sealed record ShowPolicy(string Id) : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services)
    {
        if (services.GetRequiredService<PolicyRegister>().Find(Id) is not { } view)
            return Task.FromResult(ActAnswer.Refused($"No policy {Id} is known here. See legation policy list."));
        var lines = new List<string> { PolicyWords.Line(view) };
        lines.AddRange(
            PolicyWords
                .Parts((view.Accepted?.Policy ?? view.Offered?.Policy)!)
                .Select(part => $"{part.Term}: {part.Text}")
        );
        if (view.Offered is { } offered)
        {
            lines.Add($"Version {offered.Policy.Version}, from {Issuer(services, offered)}:");
            lines.AddRange(PolicyWords.Changes(view));
            lines.AddRange(offered.Lowers.Select(place => $"lowers {place.Place}: {place.Rule}."));
        }
        return Task.FromResult(ActAnswer.Done(string.Join('\n', lines)));
    }

    private static string Issuer(IServiceProvider services, OfferedPolicy offered) =>
        services.GetRequiredService<NodeCards>().NameOf(offered.Home);
}
