using Legation.Labels;

namespace Legation.Relay;

/// <summary>The labels of what is in a carried file, each once as it is marked.</summary>
internal sealed class CarriedLabels(RunnerParts parts)
{
    private readonly Dictionary<string, Label> byMarking = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Label> All => byMarking.Values;

    public void Add(Label label) => byMarking.TryAdd(parts.Policies.Current.Marking(label), label);
}
