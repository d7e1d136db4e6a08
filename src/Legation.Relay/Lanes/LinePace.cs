using Legation.Records.Attachments;

namespace Legation.Relay;

/// <summary>
/// How much is given to a line at one time. Whatever is urgent waits for what the line has already, so on a slow line
/// that is little: less than half a second of it. A line that is fast, or a peer that is only busy, gets as much as may be.
/// </summary>
internal sealed class LinePace
{
    /// <summary>The most bytes of records in one batch.</summary>
    public const int LargestBatch = 1024 * 1024;

    private const int SmallestBatch = 32 * 1024;
    private const int SmallestPiece = 16 * 1024;
    private const int FirstPiece = 64 * 1024;

    /// <summary>Below this rate, in bytes for each millisecond, it is the line that takes the time: 2 Mbit/s.</summary>
    private const double SlowLine = 256;

    private const double TooLong = 400;
    private const double Short = 200;

    /// <summary>The most bytes of records for the next batch.</summary>
    public int Batch { get; private set; } = LargestBatch;

    /// <summary>Whether the line is so slow that whatever is urgent would wait for long batches.</summary>
    public bool IsSlow => Batch < LargestBatch;

    /// <summary>The most bytes for the next piece of an attachment.</summary>
    public int Piece { get; private set; } = FirstPiece;

    /// <summary>A batch was answered.</summary>
    public void BatchTook(int bytes, double milliseconds)
    {
        if (milliseconds > TooLong && bytes < SlowLine * milliseconds && bytes > SmallestBatch / 2)
            Batch = Math.Max(SmallestBatch, Math.Min(Batch, bytes) / 2);
        // That a short batch was answered soon says nothing of a long one.
        else if (bytes >= Batch / 2 && (milliseconds < Short || bytes >= SlowLine * milliseconds))
            Batch = Math.Min(LargestBatch, Batch * 2);
    }

    /// <summary>A piece was answered.</summary>
    public void PieceTook(int bytes, double milliseconds)
    {
        if (milliseconds > TooLong)
            Piece = Math.Max(SmallestPiece, Piece / 2);
        else if (milliseconds < Short && bytes == Piece)
            Piece = Math.Min(ArrivingFiles.LongestPiece, Piece * 2);
    }
}
