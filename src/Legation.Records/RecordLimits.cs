namespace Legation.Records;

/// <summary>Sizes beyond which a record is refused at the door; large content travels as an attachment.</summary>
public static class RecordLimits
{
    /// <summary>Longest signed header, in bytes.</summary>
    public const int Envelope = 256 * 1024;

    /// <summary>Longest body, in bytes.</summary>
    public const int Body = 4 * 1024 * 1024;
}
