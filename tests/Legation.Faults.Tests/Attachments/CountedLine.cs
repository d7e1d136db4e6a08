using Legation.Faults.Tests.Line;

namespace Legation.Faults.Tests.Attachments;

/// <summary>Counts the bytes that go to the node, and breaks the connection whenever the count passes one of the marks.</summary>
internal sealed class CountedLine(params IReadOnlyList<long> cutAt) : LineFault
{
    private long total;
    private int cuts;

    /// <summary>Bytes that went to the node on all connections.</summary>
    public long Total => Interlocked.Read(ref total);

    /// <summary>How often it was cut.</summary>
    public int Cuts => Volatile.Read(ref cuts);

    public override ValueTask<Passage> PassAsync(Way way, long before, Memory<byte> bytes)
    {
        if (way != Way.ToNode)
            return new(Whole(bytes));
        var passed = Interlocked.Add(ref total, bytes.Length);
        var cut = Volatile.Read(ref cuts);
        return cut < cutAt.Count && passed >= cutAt[cut] && Interlocked.CompareExchange(ref cuts, cut + 1, cut) == cut
            ? new(new Passage(0, Breaks: true))
            : new(Whole(bytes));
    }
}
