namespace Legation.Records.Access;

/// <summary>
/// Positions of the current records of one kind with their label and audience, in the order of the journal. One thread
/// writes; others read meanwhile.
/// </summary>
internal sealed class KindIndex
{
    // A viewer who may see this few has them looked up; for all others the newest are found by looking at each.
    private const int Few = 1024;

    private readonly Dictionary<int, List<long>> byAudience = [];
    private readonly Lock gate = new();
    private volatile Stretch[] stretches = [];

    /// <summary>Enters a record, or changes its label and audience.</summary>
    public void Put(long seq, int label, int audience)
    {
        var hasAudience = Stands(seq, audience);
        if (stretches.Length == 0 || (seq > stretches[^1].Last && stretches[^1].IsFull))
            stretches = [.. stretches, new Stretch()];
        if (seq > stretches[^1].Last)
            stretches[^1].Append(seq, label, audience);
        else
            PutAmong(StretchOf(stretches, seq), seq, label, audience);
        if (hasAudience)
            return;
        lock (gate)
            if (!byAudience.TryGetValue(audience, out var positions))
                byAudience[audience] = [seq];
            else if (positions[^1] != seq)
                positions.Add(seq);
    }

    /// <summary>The version at the position is not current any more.</summary>
    public void Remove(long seq)
    {
        if (
            stretches.Length > 0
            && stretches[StretchOf(stretches, seq)] is var stretch
            && stretch.Find(seq) is >= 0 and var at
        )
            stretch.Remove(at);
    }

    /// <summary>Label and audience of the record at the position, packed; 0 if none current is there.</summary>
    public long AccessAt(long seq)
    {
        var known = stretches;
        return known.Length > 0 && known[StretchOf(known, seq)] is var stretch && stretch.Find(seq) is >= 0 and var at
            ? stretch.AccessAt(at)
            : 0;
    }

    /// <summary>Positions before one that the viewer may see, the newest first, and how many records were passed for it.</summary>
    public IEnumerable<(long Seq, int Passed)> Before(long before, Viewer viewer) =>
        PositionsOf(viewer) is { } few ? AmongFew(few, before, viewer) : Scan(before, viewer);

    /// <summary>Positions before one that the viewer may see, the newest first, if these are few in all; else null.</summary>
    public IEnumerable<long>? FewOf(long before, Viewer viewer) =>
        PositionsOf(viewer) is { } few ? AmongFew(few, before, viewer).Select(one => one.Seq) : null;

    /// <summary>Whether a record of this kind stands at the position that the viewer may see.</summary>
    public bool Shows(long seq, Viewer viewer) =>
        stretches is { Length: > 0 } known
        && known[StretchOf(known, seq)] is var stretch
        && stretch.Find(seq) is >= 0 and var at
        && viewer.Sees(stretch.AccessAt(at));

    // A record whose label changed stands among those of its audience already.
    private bool Stands(long seq, int audience) =>
        stretches.Length > 0
        && stretches[StretchOf(stretches, seq)] is var stretch
        && stretch.Find(seq) is >= 0 and var at
        && (int)stretch.AccessAt(at) == audience;

    private void PutAmong(int at, long seq, int label, int audience)
    {
        if (stretches[at].Find(seq) is >= 0 and var index)
            stretches[at].Change(index, label, audience);
        else
            stretches = [.. stretches[..at], .. stretches[at].With(seq, label, audience), .. stretches[(at + 1)..]];
    }

    private SortedSet<long>? PositionsOf(Viewer viewer)
    {
        if (viewer.Audiences.Few is not { } audiences)
            return null;
        var positions = new SortedSet<long>();
        lock (gate)
            foreach (var audience in audiences)
                if (byAudience.TryGetValue(audience, out var found))
                {
                    if (positions.Count + found.Count > Few)
                        return null;
                    positions.UnionWith(found);
                }
        return positions;
    }

    private IEnumerable<(long Seq, int Passed)> AmongFew(SortedSet<long> positions, long before, Viewer viewer)
    {
        var known = stretches;
        foreach (var seq in positions.Reverse())
            if (
                seq < before
                && known[StretchOf(known, seq)] is var stretch
                && stretch.Find(seq) is >= 0 and var at
                && viewer.Sees(stretch.AccessAt(at))
            )
                yield return (seq, Few);
    }

    private IEnumerable<(long Seq, int Passed)> Scan(long before, Viewer viewer)
    {
        var known = stretches;
        var passed = 0;
        for (var s = known.Length - 1; s >= 0; s--)
        {
            if (known[s].First >= before)
                continue;
            if (!known[s].MayHold(viewer))
            {
                passed += Few;
                continue;
            }
            for (var i = known[s].CountBefore(before) - 1; i >= 0; i--)
            {
                passed++;
                if (!viewer.Sees(known[s].AccessAt(i)))
                    continue;
                yield return (known[s].SeqAt(i), passed);
                passed = 0;
            }
        }
    }

    // The stretch in which the position stands or would stand.
    private static int StretchOf(Stretch[] known, long seq)
    {
        var (low, high) = (0, known.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (known[middle].First <= seq)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
}
