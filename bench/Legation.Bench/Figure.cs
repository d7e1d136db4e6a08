namespace Legation.Bench;

/// <summary>One measured figure, with its reference from the same run and the goal.</summary>
/// <param name="Work">What was measured.</param>
/// <param name="Size">At which size.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Reference">The reference's figure in the same unit; null: the goal is absolute.</param>
/// <param name="Goal">The goal in words.</param>
/// <param name="Met">Whether it was reached; null: shown for comparison only.</param>
internal sealed record Figure(
    string Work,
    string Size,
    double Value,
    string Unit,
    double? Reference,
    string Goal,
    bool? Met
)
{
    public double? Ratio => Reference is { } reference ? Value / reference : null;

    public override string ToString() =>
        FormattableString.Invariant(
            $"{Work} | {Size} | {Value:N1} {Unit} | {(Reference is { } r ? $"{r:N1} {Unit} → {Share}" : "–")} | {Goal} | {Verdict}"
        );

    private string Share => FormattableString.Invariant(Ratio < 2 ? $"{Ratio:P0}" : (FormattableString)$"{Ratio:N1} ×");

    private string Verdict =>
        Met switch
        {
            true => "reached",
            false => "short",
            null => "–",
        };
}
