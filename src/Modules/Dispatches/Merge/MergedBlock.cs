using System.Security.Cryptography;
using System.Text;

namespace Legation.Dispatches.Merge;

/// <summary>Which of two texts a writer takes where they differ.</summary>
internal enum Taken
{
    /// <summary>What the other has saved.</summary>
    Theirs,

    /// <summary>What he wrote himself.</summary>
    Mine,

    /// <summary>The other's, then his own.</summary>
    Both,
}

/// <summary>Paragraphs at one place of two texts.</summary>
/// <param name="Theirs">As they were saved.</param>
/// <param name="Mine">As they were written here.</param>
/// <param name="IsSame">Whether they are the same words.</param>
internal sealed record MergedBlock(IReadOnlyList<string> Theirs, IReadOnlyList<string> Mine, bool IsSame)
{
    /// <summary>What is ticked first: the side that alone has changed it, where that is known; else both, so that nothing is lost.</summary>
    public Taken Suggested { get; init; } = Taken.Both;

    /// <summary>By which a choice is told to be about this place, wherever it stands by then.</summary>
    public string Key { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join('\n', Theirs)}\0{string.Join('\n', Mine)}"))
        )[..12];

    public IEnumerable<string> Of(Taken taken) =>
        IsSame ? Theirs
        : taken is Taken.Theirs ? Theirs
        : taken is Taken.Mine ? Mine
        : Theirs.Concat(Mine);
}
