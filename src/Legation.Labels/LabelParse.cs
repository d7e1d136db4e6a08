using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Legation.Labels;

/// <summary>The outcome of reading a label from XML: the label, or everything that is wrong with it.</summary>
/// <param name="Label">The label; null if there are problems.</param>
/// <param name="Problems">Each with path, line and column and the rule broken; empty if there is a label.</param>
/// <param name="LeftOut">What the text says that a label here does not hold; none of it limits access.</param>
public sealed record LabelParse(
    Label? Label,
    ImmutableArray<LabelProblem> Problems,
    ImmutableArray<LabelProblem> LeftOut
)
{
    /// <summary>Whether there is a label.</summary>
    [MemberNotNullWhen(true, nameof(Label))]
    public bool Succeeded => Label is not null;
}
