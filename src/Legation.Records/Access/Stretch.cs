namespace Legation.Records.Access;

/// <summary>Up to a thousand neighbouring records of a kind. One thread writes, others read meanwhile.</summary>
internal sealed class Stretch
{
    private const int Size = 1024;
    private readonly long[] seqs = new long[Size];
    private readonly long[] access = new long[Size];
    private readonly ulong[] labels = PermittedLabels.Folds();
    private int count;

    public bool IsFull => count == Size;

    public long First => seqs[0];

    public long Last => count == 0 ? 0 : seqs[count - 1];

    /// <summary>Label and audience in one number, so that nobody reads the one without the other; 0: gone.</summary>
    public static long Pack(int label, int audience) => ((long)label << 32) | (uint)audience;

    public long SeqAt(int index) => seqs[index];

    public long AccessAt(int index) => Volatile.Read(ref access[index]);

    /// <summary>How many stand before the position.</summary>
    public int CountBefore(long seq)
    {
        var at = Array.BinarySearch(seqs, 0, Volatile.Read(ref count), seq);
        return at >= 0 ? at : ~at;
    }

    /// <summary>The index of the position; −1 if it is not here.</summary>
    public int Find(long seq) =>
        Array.BinarySearch(seqs, 0, Volatile.Read(ref count), seq) is >= 0 and var at ? at : -1;

    /// <summary>False if none of its labels is permitted to the viewer.</summary>
    public bool MayHold(Viewer viewer) => viewer.Labels.MeetAnyOf(labels);

    public void Append(long seq, int label, int audience)
    {
        (seqs[count], access[count]) = (seq, Pack(label, audience));
        PermittedLabels.Fold(labels, label);
        Volatile.Write(ref count, count + 1);
    }

    public void Change(int index, int label, int audience)
    {
        PermittedLabels.Fold(labels, label);
        Volatile.Write(ref access[index], Pack(label, audience));
    }

    public void Remove(int index) => Volatile.Write(ref access[index], 0);

    /// <summary>The same records and one more between them.</summary>
    public Stretch[] With(long seq, int label, int audience)
    {
        var (before, after) = (new Stretch(), new Stretch());
        var at = CountBefore(seq);
        Copy(0, at, before);
        before.AppendOrOverflow(seq, label, audience, after);
        Copy(at, count, IsFull ? after : before);
        return after.count == 0 ? [before] : [before, after];
    }

    private void AppendOrOverflow(long seq, int label, int audience, Stretch next) =>
        (IsFull ? next : this).Append(seq, label, audience);

    private void Copy(int from, int to, Stretch target)
    {
        for (var i = from; i < to; i++)
            target.Append(seqs[i], (int)(access[i] >> 32), (int)access[i]);
    }
}
