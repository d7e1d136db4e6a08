using System.Globalization;

namespace Legation.Faults.Tests;

/// <summary>What is said behind a command: <c>--minutes N --seed S --keep FOLDER</c> and names.</summary>
internal sealed class CommandOptions
{
    public CommandOptions(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
            switch (arguments[i])
            {
                case "--minutes":
                    Time = TimeSpan.FromMinutes(double.Parse(arguments[++i], CultureInfo.InvariantCulture));
                    break;
                case "--seed":
                    Seed = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
                    break;
                case "--keep":
                    Folder = arguments[++i];
                    break;
                case var name:
                    Names.Add(name);
                    break;
            }
    }

    public TimeSpan Time { get; } = TimeSpan.FromMinutes(1);

    public int Seed { get; } = Random.Shared.Next(1_000_000);

    /// <summary>Where to keep what was found; null: nowhere.</summary>
    public string? Folder { get; }

    public List<string> Names { get; } = [];
}
