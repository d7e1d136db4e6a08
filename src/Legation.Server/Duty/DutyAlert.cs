using Legation.Records;

namespace Legation.Server.Duty;

/// <summary>That an urgent dispatch waits for a party, until a named person has acknowledged it.</summary>
/// <param name="Number">Its number on this node.</param>
/// <param name="Party">The party whose roster called.</param>
/// <param name="Record">The dispatch.</param>
/// <param name="Precedence">Its precedence.</param>
/// <param name="At">When it was journalled here.</param>
/// <param name="Step">How many times somebody was called.</param>
/// <param name="Due">When the next is called; null: nobody is left to call.</param>
/// <param name="Acknowledged">When it was acknowledged; null: it was not yet.</param>
/// <param name="By">Account, or person, who acknowledged.</param>
public sealed record DutyAlert(
    long Number,
    RecordId Party,
    RecordId Record,
    Precedence Precedence,
    DateTimeOffset At,
    long Step,
    DateTimeOffset? Due,
    DateTimeOffset? Acknowledged,
    string? By
);
