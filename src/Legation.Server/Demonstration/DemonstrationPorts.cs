namespace Legation.Server.Demonstration;

/// <summary>Where the nodes of the demonstration are: on ports in a row, on this machine.</summary>
internal readonly record struct DemonstrationPorts(int Base)
{
    public const int UsualBase = 7000;
    public const int LargestBase = ushort.MaxValue - RelayPorts - Nodes;
    private const int RelayPorts = 100;
    private const int Nodes = 4;

    public static bool IsBase(int number) => number is >= 0 and <= LargestBase;

    public Uri PagesOf(int index) => new($"http://localhost:{Base + index + 1}");

    public Uri RelayOf(int index) => new($"https://localhost:{Base + RelayPorts + index + 1}");
}
