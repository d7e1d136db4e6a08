using Legation.Records;

namespace Legation.Dispatches.Contracts;

/// <summary>That who released a dispatch has cancelled it, or sent a corrected copy of it.</summary>
/// <param name="By">The post in whose name it was done.</param>
/// <param name="Person">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsCorrected">
/// Whether a corrected copy takes its place. Which one is told with the dispatch itself, to who may have both.
/// </param>
public sealed record Cancelled(RecordId By, RecordId Person, DateTimeOffset At, string Reason, bool IsCorrected);
