namespace Legation.Simulation;

/// <summary>What may be chosen to happen next.</summary>
internal enum Happening
{
    Write,
    CarryOut,
    Deliver,
    DeliverTwice,
    KeepForWeeks,
    Lose,
    Crash,
    CrashWithin,
    FailWithin,
    CutLine,
    MendLine,
    TimePasses,
    ClockJumps,
    CopyDisk,
    PutDiskBack,
    ChangeClearance,
    PauseLink,
    AcceptCard,
    ChangeKey,
    RevokeKey,
    StartNode,
    Relabel,
    LapseFalsely,
    MinutesPass,
}

/// <summary>One choice: what happens, and a number that picks to whom and how.</summary>
internal readonly record struct Choice(Happening What, uint Pick)
{
    private const int MostBetween = 16;
    private static readonly Happening[] Others = Table(
        (Happening.CarryOut, 40),
        (Happening.Deliver, 24),
        (Happening.DeliverTwice, 2),
        (Happening.KeepForWeeks, 2),
        (Happening.Lose, 4),
        (Happening.Crash, 1),
        (Happening.CrashWithin, 2),
        (Happening.FailWithin, 1),
        (Happening.CutLine, 1),
        (Happening.MendLine, 2),
        (Happening.TimePasses, 6),
        (Happening.ClockJumps, 1),
        (Happening.CopyDisk, 1),
        (Happening.PutDiskBack, 1),
        (Happening.ChangeClearance, 4),
        (Happening.PauseLink, 1),
        (Happening.AcceptCard, 1),
        (Happening.ChangeKey, 3),
        (Happening.RevokeKey, 1),
        (Happening.StartNode, 3),
        (Happening.Relabel, 4),
        (Happening.LapseFalsely, 1),
        (Happening.MinutesPass, 4)
    );

    /// <summary>The choices of a schedule: so many records are written, and between them happens what the seed says.</summary>
    public static List<Choice> Make(Random random, int records)
    {
        var choices = new List<Choice>(records * MostBetween);
        for (var i = 0; i < records; i++)
        {
            choices.Add(new Choice(Happening.Write, (uint)random.Next()));
            for (var others = random.Next(MostBetween); others > 0; others--)
                choices.Add(new Choice(Others[random.Next(Others.Length)], (uint)random.Next()));
        }
        return choices;
    }

    private static Happening[] Table(params (Happening What, int Weight)[] weights) =>
        [.. weights.SelectMany(weight => Enumerable.Repeat(weight.What, weight.Weight))];
}

/// <summary>Numbers that follow from one.</summary>
internal struct Picks(uint seed)
{
    private uint state = (seed * 2654435761) | 1;

    public int Next(int below)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)(state % (uint)below);
    }

    public T Of<T>(IReadOnlyList<T> list) => list[Next(list.Count)];
}
