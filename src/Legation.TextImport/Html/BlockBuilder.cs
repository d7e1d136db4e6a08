using Legation.TextImport.Blocks;

namespace Legation.TextImport.Html;

/// <summary>Gathers words until a block ends, and makes of them what was announced: an item, a heading, a paragraph.</summary>
internal sealed class BlockBuilder
{
    private readonly List<Block> blocks = [];
    private readonly List<Run> runs = [];
    private Func<IReadOnlyList<Run>, Block>? announced;

    public IReadOnlyList<Block> Blocks => blocks;

    /// <summary>The level of the list in whose item the words are; -1 outside of lists.</summary>
    public int Level { get; set; } = -1;

    public void Add(Run run) => runs.Add(run);

    public void Add(Block block)
    {
        End();
        blocks.Add(block);
    }

    /// <summary>What the next words become.</summary>
    public void Announce(Func<IReadOnlyList<Run>, Block>? make)
    {
        End();
        announced = make;
    }

    /// <summary>Ends a block, if there are words for one.</summary>
    public void End()
    {
        if (!runs.Exists(run => run.Note is not null || !string.IsNullOrWhiteSpace(run.Text)))
        {
            runs.Clear();
            return;
        }
        IReadOnlyList<Run> taken = [.. runs];
        runs.Clear();
        var level = Level;
        var make = announced ?? (words => level < 0 ? new ParagraphBlock(words) : new ContinuedBlock(level, words));
        announced = null;
        blocks.Add(make(taken));
    }
}
