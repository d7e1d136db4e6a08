namespace Legation.Simulation;

/// <summary>Something that must hold does not.</summary>
/// <param name="rule">Short name of the rule: a history is shrunken while the same one is broken.</param>
/// <param name="sentence">What was found.</param>
internal sealed class ViolationException(string rule, string sentence) : Exception($"{rule}: {sentence}")
{
    public string Rule => rule;
}
