using NodaTime;

namespace Legation.Ui;

/// <summary>One clock of the top bar. <paramref name="ZoneId"/> is an IANA name, e.g. Asia/Tokyo.</summary>
public sealed record ClockFace(string Place, Instant Now, string ZoneId);
