using System.Collections.Immutable;

namespace Legation.Labels;

/// <summary>Who belonged to the policy's groups during one epoch.</summary>
/// <param name="Epoch">Number of the epoch: 1, 2, 3 and so on, never reused.</param>
/// <param name="Groups">Group to its members, which are values of clearances; a group that is not listed has none.</param>
public sealed record Membership(int Epoch, ImmutableSortedDictionary<string, ImmutableArray<string>> Groups);
