using NodaTime;

namespace Legation.Ui;

/// <summary>One thing that happened to a record, or is still to happen.</summary>
public sealed record TrackStep(string Text, string? Detail, Instant? At, bool Done, bool Late)
{
    /// <summary>Page of the record that says so; null: there is none.</summary>
    public string? Href { get; init; }
}
