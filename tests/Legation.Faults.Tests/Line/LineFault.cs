namespace Legation.Faults.Tests.Line;

/// <summary>Which way bytes go on a line to a node.</summary>
public enum Way
{
    ToNode,
    FromNode,
}

/// <summary>What a line does to bytes: how many of them go on and how often, and whether it ends then, and how.</summary>
internal readonly record struct Passage(int Bytes, bool Breaks = false, bool Resets = false, int Times = 1);

/// <summary>What is wrong with a line. This one: nothing.</summary>
internal class LineFault
{
    public static LineFault None { get; } = new();

    /// <param name="way">Direction.</param>
    /// <param name="before">Bytes that went this way on the connection before.</param>
    /// <param name="bytes">Bytes that came; may be changed.</param>
    public virtual ValueTask<Passage> PassAsync(Way way, long before, Memory<byte> bytes) => new(Whole(bytes));

    protected static Passage Whole(Memory<byte> bytes) => new(bytes.Length);
}

/// <summary>Every connection breaks at its first byte.</summary>
internal sealed class Down : LineFault
{
    public override ValueTask<Passage> PassAsync(Way way, long before, Memory<byte> bytes) =>
        new(new Passage(0, Breaks: true));
}

/// <summary>Bytes vanish one way, and the connection stays.</summary>
internal sealed class Silent(Way silent) : LineFault
{
    public override ValueTask<Passage> PassAsync(Way way, long before, Memory<byte> bytes) =>
        new(way == silent ? new Passage(0) : Whole(bytes));
}

/// <summary>Each piece of bytes comes late.</summary>
internal sealed class Slow(TimeSpan by) : LineFault
{
    public override async ValueTask<Passage> PassAsync(Way way, long before, Memory<byte> bytes)
    {
        await Task.Delay(by);
        return Whole(bytes);
    }
}

/// <summary>No more bytes in a second than this, each way.</summary>
internal sealed class Throttled(int bytesPerSecond) : LineFault
{
    public override async ValueTask<Passage> PassAsync(Way way, long before, Memory<byte> bytes)
    {
        await Task.Delay(TimeSpan.FromSeconds((double)bytes.Length / bytesPerSecond));
        return Whole(bytes);
    }
}

/// <summary>Bytes are kept back until they are let go.</summary>
internal sealed class KeptBack : LineFault
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => released.TrySetResult();

    public override async ValueTask<Passage> PassAsync(Way way, long before, Memory<byte> bytes)
    {
        await released.Task;
        return Whole(bytes);
    }
}

/// <summary>Of a hundred pieces some are cut, reset, flipped, sent twice or late, as a seed has it.</summary>
internal sealed class Lossy(int seed, int badInHundred) : LineFault
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(40);
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private int harmed;

    /// <summary>How many pieces were harmed so far.</summary>
    public int Harmed => Volatile.Read(ref harmed);

    public override async ValueTask<Passage> PassAsync(Way way, long before, Memory<byte> bytes)
    {
        var (bad, kind, place, delay) = Draw(bytes.Length);
        await Task.Delay(Longest * delay);
        if (!bad)
            return Whole(bytes);
        Interlocked.Increment(ref harmed);
        if (kind == 0)
            bytes.Span[place] ^= 0b0001_0000;
        return kind switch
        {
            0 => Whole(bytes),
            1 => new Passage(place, Breaks: true),
            2 => new Passage(place, Breaks: true, Resets: true),
            _ => new Passage(bytes.Length, Times: 2),
        };
    }

    private (bool Bad, int Kind, int Place, double Delay) Draw(int length)
    {
        lock (gate)
            return (random.Next(100) < badInHundred, random.Next(4), random.Next(length), random.NextDouble());
    }
}

/// <summary>Connections are damaged when so many bytes have gone to the node, the first few of them.</summary>
internal abstract class Damage(long at, int times) : LineFault
{
    private int left = times;

    /// <summary>True when all the damage is done.</summary>
    public bool IsDone => Volatile.Read(ref left) <= 0;

    public override ValueTask<Passage> PassAsync(Way way, long before, Memory<byte> bytes) =>
        way == Way.ToNode && before <= at && at < before + bytes.Length && Interlocked.Decrement(ref left) >= 0
            ? new(Harm(bytes, (int)(at - before)))
            : new(Whole(bytes));

    protected abstract Passage Harm(Memory<byte> bytes, int place);
}

/// <summary>The connection breaks in the middle of its bytes.</summary>
internal sealed class Cut(long at, int times) : Damage(at, times)
{
    protected override Passage Harm(Memory<byte> bytes, int place) => new(place, Breaks: true);
}

/// <summary>A bit arrives as the other.</summary>
internal sealed class FlippedBit(long at, int times) : Damage(at, times)
{
    protected override Passage Harm(Memory<byte> bytes, int place)
    {
        bytes.Span[place] ^= 0b0000_1000;
        return Whole(bytes);
    }
}

/// <summary>The connection is reset (RST) in the middle of its bytes.</summary>
internal sealed class Reset(long at, int times) : Damage(at, times)
{
    protected override Passage Harm(Memory<byte> bytes, int place) => new(place, Breaks: true, Resets: true);
}

/// <summary>Bytes come twice.</summary>
internal sealed class Repeated(long at, int times) : Damage(at, times)
{
    protected override Passage Harm(Memory<byte> bytes, int place) => new(bytes.Length, Times: 2);
}
