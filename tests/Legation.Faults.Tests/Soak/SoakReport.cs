using System.Globalization;

namespace Legation.Faults.Tests.Soak;

/// <summary>What became of a round.</summary>
/// <param name="Dispatches">How many were acknowledged.</param>
/// <param name="Events">Kills and line faults, in their order.</param>
/// <param name="Broken">What did not hold of the four; empty: all held.</param>
internal sealed record SoakReport(int Dispatches, IReadOnlyList<string> Events, IReadOnlyList<string> Broken)
{
    public bool Held => Broken.Count == 0;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Dispatches} dispatches, {Events.Count} faults: ")
        + (
            Held
                ? "each once with one effect · audits verify · nothing where it may not be · receipts and registers agree"
                : $"FAILED\n  {string.Join("\n  ", Broken)}\n  after: {string.Join(", ", Events)}"
        );
}
