namespace Legation.Faults.Tests.Network;

/// <summary>Folder of a network's copy.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="WhenFree">Told when its nodes' ports can be used again.</param>
internal sealed record NetworkFolder(string Path, Action WhenFree);
