using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Legation.Faults.Tests.Fuzz;

/// <summary>
/// Feeds a reader with spoiled bytes. Bytes that make it say something new are kept and spoiled further: a poor man's
/// coverage, which needs no instrumentation.
/// </summary>
internal sealed class Fuzzer(FuzzTarget target, int seed)
{
    private const int MostKept = 400;

    // For what costs more than the bytes are worth; a signature is checked and a thread may be interrupted.
    private const long MemoryPerByte = 200;
    private const long MemoryForNothing = 256 * 1024;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);
    private readonly Mutator mutator = new(seed);
    private readonly List<byte[]> corpus = [.. target.Samples];
    private readonly HashSet<string> said = [];

    /// <summary>How many inputs were read.</summary>
    public long Runs { get; private set; }

    /// <summary>How many different things the reader said.</summary>
    public int Answers => said.Count;

    /// <summary>Inputs at which something was wrong, and what.</summary>
    public List<(byte[] Input, string What)> Faults { get; } = [];

    /// <summary>Inputs that made the reader say something new.</summary>
    public IEnumerable<byte[]> Kept => corpus.Skip(target.Samples.Count);

    /// <summary>Feeds it for as long as that.</summary>
    public void Run(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        RunWhile(() => Stopwatch.GetElapsedTime(began) < time);
    }

    /// <summary>Feeds it with so many inputs, which are the same each time.</summary>
    public void Run(long inputs) => RunWhile(() => Runs < inputs);

    /// <summary>Reads once, and notes what is wrong.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever it throws is what is looked for.")]
    public void Try(byte[] input)
    {
        Runs++;
        var (began, memory) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        try
        {
            if (said.Add(Words(target.Read(input))) && corpus.Count < MostKept)
                corpus.Add(input);
        }
        catch (Exception e)
        {
            Fault(input, $"{e.GetType().Name} {e.StackTrace}", e.ToString());
        }
        var taken = GC.GetAllocatedBytesForCurrentThread() - memory;
        if (taken > MemoryForNothing + (MemoryPerByte * input.Length))
            Fault(input, "memory", $"{taken} bytes of memory for {input.Length}");
        if (Stopwatch.GetElapsedTime(began) is var time && time > Slow)
            Fault(input, "time", $"{time.TotalSeconds:N1} s for {input.Length} bytes");
    }

    private void RunWhile(Func<bool> goesOn)
    {
        foreach (var sample in target.Samples)
            Try(sample);
        while (goesOn())
            Try(mutator.Next(corpus));
    }

    // One of each sort is enough to mend it.
    private void Fault(byte[] input, string sort, string what)
    {
        if (said.Add(Words(sort)))
            Faults.Add((input, what));
    }

    private static string Words(string text) => new([.. text.Where(c => !char.IsAsciiDigit(c))]);
}
