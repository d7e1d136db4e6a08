namespace Legation.Relay;

/// <summary>Numbers of one lane without a gap.</summary>
internal readonly record struct NumberRun(Lane Lane, long First, long Last)
{
    public long Length => Last - First + 1;

    /// <summary>The numbers of what is in a file: batches stand there in order, contents as urgent as their records.</summary>
    public static List<NumberRun> Of(IEnumerable<CarriedItem> items)
    {
        var runs = new List<NumberRun>();
        foreach (var item in items.Where(item => !item.IsLeftOut).OrderBy(item => item.Lane).ThenBy(item => item.First))
            if (runs.Count > 0 && runs[^1].Lane == item.Lane && runs[^1].Last + 1 == item.First)
                runs[^1] = runs[^1] with { Last = item.Last };
            else
                runs.Add(new NumberRun(item.Lane!.Value, item.First, item.Last));
        return runs;
    }
}
