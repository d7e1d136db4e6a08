using NodaTime;

namespace Legation.Ui;

/// <summary>One thing that happened to a record, or is still to happen.</summary>
public sealed record TrackStep(string Text, string? Detail, Instant? At, bool Done, bool Late);
