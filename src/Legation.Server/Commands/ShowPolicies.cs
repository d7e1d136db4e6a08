using System.Globalization;
using Legation.Labels;

namespace Legation.Server.Commands;

/// <summary>Lists the policies that the node accepts, each in its version.</summary>
internal sealed record ShowPolicies : NodeAct
{
    public override Task<ActAnswer> RunAsync(IServiceProvider services) =>
        Task.FromResult(
            ActAnswer.Done(
                string.Join(
                    '\n',
                    services
                        .GetRequiredService<AcceptedPolicies>()
                        .Current                        .OrderBy(policy => policy.Id, StringComparer.Ordinal)
                        .Select(Line)
                )
            )
        );

    internal static string Line(LabelPolicy policy) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{policy.Id}\tversion {policy.Version}\t{policy.Name}\t{policy.Classifications.Length} classifications, {policy.TagSets.Length} tag sets"
        );
}
