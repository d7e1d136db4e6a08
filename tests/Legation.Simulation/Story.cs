namespace Legation.Simulation;

/// <summary>What happened in a schedule: counted always, told in words when somebody is to read it.</summary>
internal sealed class Story(Coverage coverage, bool isTold)
{
    private readonly List<string> lines = [];

    public Coverage Coverage => coverage;

    public bool IsTold => isTold;

    public IReadOnlyList<string> Lines => lines;

    public void Tell(string line) => lines.Add(line);
}
