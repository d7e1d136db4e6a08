namespace Legation.Simulation;

/// <summary>What there is to run: a network of so many nodes, records, and the choices that follow from a seed.</summary>
/// <param name="Seed">All follows from it.</param>
/// <param name="Nodes">How many nodes; null: the seed says, from 3 to 12.</param>
/// <param name="Records">How many records are written.</param>
internal sealed record Schedule(int Seed, int? Nodes, int Records)
{
    private const int Fewest = 3;
    private const int Most = 12;
    private const int RestoreEach = 3;
    private const int RebuildEach = 64;

    /// <summary>The choices that follow from the seed.</summary>
    public List<Choice> Choices()
    {
        var choices = Choice.Make(new Random(Seed), Records);
        if (!IsRestoring)
            choices.RemoveAll(choice => choice.What is Happening.CopyDisk or Happening.PutDiskBack);
        return choices;
    }

    /// <summary>Runs choices, heals, judges; returns what was found to be broken, or null.</summary>
    public ViolationException? Run(IReadOnlyList<Choice> choices, Archive archive, Mutation mutation, Story story)
    {
        try
        {
            var network = archive.Begin(NodeCount, Plan.VariantFor(NodeCount, Seed), mutation, story, IsRestoring);
            if (story.IsTold)
                story.Tell(network.Plan.ToString());
            var happenings = new Happenings(network);
            foreach (var choice in choices)
                happenings.Let(choice);
            if (story.IsTold)
                story.Tell("all heals");
            new Healing(network).Run();
            new Findings(network).Judge(withRebuild: Seed % RebuildEach == 0);
            story.Coverage.Note("records written", network.Oracle.All.Count);
            return null;
        }
        catch (ViolationException violation)
        {
            return violation;
        }
        // Whatever it is, it has to be said with the seed, and can be shrunken.
        catch (Exception e)
        {
            return new ViolationException("nothing is thrown", e.ToString());
        }
    }

    private int NodeCount => Nodes ?? Fewest + (Seed / Plan.Variants % (Most - Fewest + 1));

    private bool IsRestoring => Seed % RestoreEach == 0;
}
