namespace Legation.Records.Access;

/// <summary>A principal in this node's interned numbers.</summary>
/// <param name="Labels">Numbers of the labels that the clearance permits, ascending.</param>
/// <param name="Parties">Numbers of the principal's parties.</param>
public sealed record Viewer(int[] Labels, int[] Parties);
