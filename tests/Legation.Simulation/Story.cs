namespace Legation.Simulation;

/// <summary>What happened in a schedule: counted always, told in words when somebody is to read it.</summary>
internal sealed class Story(Coverage coverage, bool isTold)
{
    private readonly List<string> lines = [];
    private bool isHushed;

    public Coverage Coverage => coverage;

    public bool IsTold => isTold && !isHushed;

    public IReadOnlyList<string> Lines => lines;

    public void Tell(string line) => lines.Add(line);

    /// <summary>What follows is like what was told.</summary>
    public void Hush()
    {
        if (IsTold)
            Tell("… and so on");
        isHushed = true;
    }

    public void GoOn() => isHushed = false;
}
