using System.Diagnostics;

namespace Legation.TextImport;

/// <summary>
/// What one text may still cost. It is asked at each element that is read and each stretch that is written, so that no text
/// takes much longer than it may, whatever makes it dear.
/// </summary>
internal sealed class Allowance(CancellationToken cancellation)
{
    private readonly long began = Stopwatch.GetTimestamp();
    private int words;

    /// <summary>Ends the reading if it has taken too long, or if nobody waits for it any more.</summary>
    public void Check()
    {
        cancellation.ThrowIfCancellationRequested();
        if (Stopwatch.GetElapsedTime(began) > ImportLimits.Longest)
            throw new TextTooLargeException(TextRefusals.TooSlow);
    }

    /// <summary>Counts what will be written; spaces may be joined to one.</summary>
    public string Count(string text)
    {
        foreach (var c in text)
            if (!char.IsWhiteSpace(c))
                words++;
        if (words > ImportLimits.MostText)
            throw new TextTooLargeException(TextRefusals.TooLong);
        return text;
    }
}
