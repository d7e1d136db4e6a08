namespace Legation.Ui;

public sealed record MapNode(string Id, string Name, string Place, bool Self);

/// <summary>A link between two nodes. <paramref name="State"/> is up, held, down or paused.</summary>
public sealed record MapLink(string From, string To, string State, string Words, int Waiting);
